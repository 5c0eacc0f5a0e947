#!/bin/sh
# The lab of chapter 7: a piece of "outside", a web server on default, and four networks that a colleague left broken.
set -eu

# --- Outside -----------------------------------------------------------------------------------------------------
# A network namespace plays the world beyond the host: a web server that says who asked, and a DNS server. It knows
# no way to any virtual network, as a router on the internet would not.
mkdir -p /srv/outside/cgi-bin
echo 'Hello from outside.' >/srv/outside/index.html
cat >/srv/outside/cgi-bin/whoami <<'EOF'
#!/bin/sh
from=${REMOTE_ADDR##*:}
printf 'Content-Type: text/plain\r\n\r\nYou are %s\n' "${from%]}"
EOF
cat >/usr/local/sbin/outside <<'EOF'
#!/bin/sh
# Makes the namespace "outside" (203.0.113.1), a cable to it (wan0, 203.0.113.2), and br-lan, a bridge of the host.
set -eu
ip netns add outside
ip link add wan0 type veth peer name eth0 netns outside
ip -n outside link set lo up
ip -n outside link set eth0 up
ip -n outside addr add 203.0.113.1/24 dev eth0
ip link set wan0 up
ip addr add 203.0.113.2/24 dev wan0
ip route add default via 203.0.113.1
ip link add br-lan type bridge
ip link set br-lan up
ip netns exec outside busybox httpd -h /srv/outside
exec ip netns exec outside dnsmasq --keep-in-foreground --conf-file=/dev/null --no-resolv --no-hosts --pid-file= \
  --listen-address=203.0.113.1 --bind-interfaces --address=/www.example.net/203.0.113.1
EOF
cat >/etc/systemd/system/outside.service <<'EOF'
[Unit]
Description=The world beyond this host, for chapter 7
Before=libvirtd.service
[Service]
ExecStart=/usr/local/sbin/outside
[Install]
WantedBy=multi-user.target
EOF

# --- A word with a guest ------------------------------------------------------------------------------------------
# guest VM COMMAND…: runs it in the guest through its agent, which needs no network.
cat >/usr/local/bin/guest <<'EOF'
#!/usr/bin/python3
"""guest VM COMMAND...: runs a command in a guest through its agent, over a virtio port: no network is involved."""
import base64, json, subprocess, sys, time

if len(sys.argv) < 3:
    sys.exit(__doc__)
vm, words = sys.argv[1], ' '.join(sys.argv[2:])


def ask(execute, **arguments):
    request = json.dumps({'execute': execute, 'arguments': arguments})
    command = ['virsh', '-c', 'qemu:///system', 'qemu-agent-command', vm, request]
    for patience in range(20):
        answer = subprocess.run(command, capture_output=True, text=True)
        # A guest that boots, or a libvirtd just started, has no agent for a moment.
        if answer.returncode == 0 or 'agent' not in answer.stderr:
            break
        time.sleep(0.5)
    if answer.returncode:
        sys.exit(answer.stderr.strip())
    return json.loads(answer.stdout)['return']


pid = ask('guest-exec', path='/bin/sh', arg=['-c', words], **{'capture-output': True})['pid']
while not (status := ask('guest-exec-status', pid=pid))['exited']:
    time.sleep(0.1)
for stream, key in (sys.stdout, 'out-data'), (sys.stderr, 'err-data'):
    stream.write(base64.b64decode(status.get(key, '')).decode(errors='replace'))
sys.exit(status.get('exitcode', 1))
EOF
chmod 755 /srv/outside/cgi-bin/whoami /usr/local/sbin/outside /usr/local/bin/guest

# --- The firewall of whoever had this host before ----------------------------------------------------------------
# Its own table, never "flush ruleset": that would take libvirt's rules away too.
cat >/etc/nftables.conf <<'EOF'
#!/usr/sbin/nft -f
# Rules of this site. Load again with: systemctl reload nftables
table inet site
delete table inet site
table inet site {
  chain input {
    type filter hook input priority -5; policy accept;
    iifname "wan0" tcp dport 22 counter drop
    iifname "virbr-lobby" udp dport 67 counter drop
  }
}
EOF
systemctl daemon-reload
systemctl enable --quiet --now outside.service nftables.service

# --- Networks ----------------------------------------------------------------------------------------------------
define() { virsh net-define /dev/stdin; }

# No DHCP.
define <<'EOF'
<network>
  <name>office</name>
  <forward mode='nat'/>
  <bridge name='virbr-office'/>
  <ip address='10.10.1.1' netmask='255.255.255.0'/>
</network>
EOF
# Not active, and not at the next boot either.
define <<'EOF'
<network>
  <name>backup</name>
  <bridge name='virbr-backup'/>
  <ip address='10.10.2.1' netmask='255.255.255.0'>
    <dhcp>
      <range start='10.10.2.10' end='10.10.2.50'/>
    </dhcp>
  </ip>
</network>
EOF
# A router that nobody has.
define <<'EOF'
<network xmlns:dnsmasq='http://libvirt.org/schemas/network/dnsmasq/1.0'>
  <name>shop</name>
  <forward mode='nat'/>
  <bridge name='virbr-shop'/>
  <ip address='10.10.3.1' netmask='255.255.255.0'>
    <dhcp>
      <range start='10.10.3.10' end='10.10.3.50'/>
    </dhcp>
  </ip>
  <dnsmasq:options>
    <dnsmasq:option value='dhcp-option=3,10.10.3.254'/>
  </dnsmasq:options>
</network>
EOF
# Well defined; the firewall above is what is wrong.
define <<'EOF'
<network>
  <name>lobby</name>
  <forward mode='nat'/>
  <bridge name='virbr-lobby'/>
  <ip address='10.10.4.1' netmask='255.255.255.0'>
    <dhcp>
      <range start='10.10.4.10' end='10.10.4.50'/>
    </dhcp>
  </ip>
</network>
EOF
for net in office shop lobby; do
  virsh net-autostart "$net"
  virsh net-start "$net"
done

# --- Drafts of network definitions, for the terminal --------------------------------------------------------------
mkdir -p /home/student/nets
cd /home/student/nets
cat >isolated-network.xml <<'EOF'
<network>
  <name>isolated-network</name>
  <ip address='10.0.0.1' netmask='255.255.255.0'>
    <dhcp>
      <range start='10.0.0.10' end='10.0.0.50'/>
    </dhcp>
  </ip>
</network>
EOF
# draft NAME SUBNET: nobody has said yet which mode it gets.
draft() {
  cat >"$1.xml" <<EOF
<network>
  <name>$1</name>
  <ip address='$2.1' netmask='255.255.255.0'>
    <dhcp>
      <range start='$2.10' end='$2.50'/>
    </dhcp>
  </ip>
</network>
EOF
}
draft dev 10.11.1
draft partner 10.11.2
draft probe 10.11.3
cat >lan.xml <<'EOF'
<network>
  <name>lan</name>
  <bridge name='br-lan'/>
</network>
EOF
# A hook to start from: libvirt runs what lies in /etc/libvirt/hooks/network.d.
cat >port-forward <<'EOF'
#!/bin/sh
# libvirt runs this whenever a network starts or stops: NETWORK started|stopped ...
[ "$1" = default ] || exit 0
port=8080 guest=192.168.122.10 to=80
rules() {
  iptables -w -t nat "$1" PREROUTING -d 203.0.113.2 -p tcp --dport $port -j DNAT --to-destination $guest:$to
  iptables -w "$1" FORWARD -o virbr0 -d $guest -p tcp --dport $to -j ACCEPT
}
case $2 in
  started) rules -D 2>/dev/null; rules -I ;;
  stopped) rules -D ;;
esac
EOF
chown -R student: /home/student/nets
mkdir -p /etc/libvirt/hooks/network.d
systemctl reload libvirtd

# --- VMs ---------------------------------------------------------------------------------------------------------
# make NAME NETWORK MAC: its disk is linked to the ready one.
make() {
  virsh vol-create-as default "$1.qcow2" 1G --format qcow2 \
    --backing-vol tinyvm-1.0-x86_64.qcow2 --backing-vol-format qcow2
  virt-install --name "$1" --osinfo tinyvm1.0 --import --memory 128 --vcpus 1 --disk "vol=default/$1.qcow2" \
    --network "network=$2,mac=$3" --graphics vnc --print-xml | virsh define /dev/stdin
}
make web01 default 52:54:00:12:34:56
make desk01 office 52:54:00:07:00:01
make vault01 backup 52:54:00:07:00:02
make shop01 shop 52:54:00:07:00:03
make kiosk01 lobby 52:54:00:07:00:04
for vm in web01 desk01 shop01 kiosk01; do
  virsh start "$vm"
done
for vm in web01 desk01 shop01 kiosk01; do
  until guest "$vm" true; do :; done
done
until virsh net-dhcp-leases default | grep -q 52:54:00:12:34:56; do sleep 0.5; done
until virsh net-dhcp-leases shop | grep -q 52:54:00:07:00:03; do sleep 0.5; done

# web01 serves a page, and does after a reboot too.
guest web01 'mkdir -p /var/www && echo "This is web01." >/var/www/index.html &&
  echo "::respawn:/sbin/httpd -f -p 80 -h /var/www" >>/etc/inittab && kill -HUP 1 && sync'
virsh domif-setlink kiosk01 52:54:00:07:00:04 down
virsh domif-setlink kiosk01 52:54:00:07:00:04 down --config

# step: advanced
virsh net-define /home/student/nets/isolated-network.xml
virsh net-start isolated-network
virsh net-autostart isolated-network

# step: troubleshooting
virsh net-update default add ip-dhcp-host "<host mac='52:54:00:12:34:56' name='test-server' ip='192.168.122.100'/>" \
  --live --config
guest web01 'killall -USR2 udhcpc && killall -USR1 udhcpc'
until virsh net-dhcp-leases default | grep -q 192.168.122.100/; do sleep 0.5; done
