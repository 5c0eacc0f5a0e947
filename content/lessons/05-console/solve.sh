set -eu
export LIBVIRT_DEFAULT_URI=qemu:///system

# Presses the keys of LINE, then Enter, on the keyboard of VM: press VM LINE
press() {
  printf '%s' "$2" | sed 's/./&\n/g' | while read -r key; do
    case $key in
    '') key=SPACE ;;
    -) key=MINUS ;;
    :) key='LEFTSHIFT KEY_SEMICOLON' ;;
    *) key=$(printf '%s' "$key" | tr a-z A-Z) ;;
    esac
    virsh -q send-key "$1" KEY_${key} </dev/null
  done
  virsh -q send-key "$1" KEY_ENTER
}

leased() { virsh net-dhcp-leases default | grep -qw "$1"; }

# Types commands in a guest over its serial port, logging in first: serial VM COMMAND…
serial() {
  python3 - "$@" <<'PYTHON'
import os, pty, select, sys, time

vm, *commands = sys.argv[1:]
pid, console = pty.fork()
if pid == 0:
    os.execvp('virsh', ['virsh', 'console', vm])
seen, until = '', time.time() + 90


def wait(*words):
    """Reads until one of the words has come; says which. Enter brings back a prompt that was printed before."""
    global seen
    while True:
        for word in words:
            if word in seen:
                seen = ''
                return word
        if time.time() > until:
            sys.exit(f'{vm} did not say {words}')
        if select.select([console], [], [], 2)[0]:
            seen += os.read(console, 4096).decode(errors='replace')
        elif 'login:' in words:
            say('')


def say(line):
    os.write(console, line.encode() + b'\r')


if wait('login:', ':~# ') == 'login:':
    say('root')
    wait('Password:')
    say('tinyvm')
    wait(':~# ')
for command in commands:
    say(command)
    wait(':~# ')
os.write(console, b'\x1d')
PYTHON
}

# checkpoint: typed
# The password is asked for a moment after the name.
for attempt in 1 2 3 4 5; do
  for line in root tinyvm "udhcpc -nqx hostname:$V_desk"; do
    press desk01 "$line"
    sleep 1
  done
  ! leased "$V_desk" || break
done
leased "$V_desk"

# checkpoint: vnc
virt-xml desk01 --edit --graphics "clearxml=yes,type=vnc,listen=127.0.0.1,port=$V_port,password=lab-pass"
virsh destroy desk01
virsh start desk01

# checkpoint: spice
virt-xml media01 --edit --graphics clearxml=yes,type=spice,listen=127.0.0.1,port=-1,tlsport=-1
virsh start media01

# checkpoint: serial
virt-xml box01 --add-device --serial pty
virsh start box01
serial box01 "udhcpc -nqx hostname:$V_box"

# checkpoint: no-picture
virsh resume cam01
virt-xml pay01 --edit --graphics listen=127.0.0.1
virsh start pay01
virt-xml blind01 --add-device --graphics vnc
virsh destroy blind01
virsh start blind01
