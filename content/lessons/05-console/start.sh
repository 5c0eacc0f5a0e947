# desk01 runs, with a screen that everybody can reach. media01 and box01 are off: one is to have SPICE, the other has no serial port.
# cam01, pay01 and blind01 show no picture, each for a reason of its own.
disk() { virsh vol-create-as default "$1" 1G --format qcow2 --backing-vol tinyvm-1.0-x86_64.qcow2 --backing-vol-format qcow2; }
# virt-install gives every VM a serial port; NAME has none.
define_without_serial() {
  virt-install --name "$1" --osinfo tinyvm1.0 --import --disk "vol=default/$1.qcow2" --memory 192 --vcpus 1 \
    --network "network=default,mac=$2" --graphics "$3" --print-xml | virsh define /dev/stdin
  virt-xml "$1" --remove-device --console all
  virt-xml "$1" --remove-device --serial all
}

for name in desk01 media01 box01 cam01 pay01 blind01; do disk "$name.qcow2"; done

define_without_serial desk01 52:54:00:05:00:01 vnc,listen=0.0.0.0
virsh start desk01

virt-install --name blind01 --osinfo tinyvm1.0 --import --disk vol=default/blind01.qcow2 --memory 192 --vcpus 1 \
  --network network=default,mac=52:54:00:05:00:06 --graphics none --noautoconsole

virt-install --name media01 --osinfo tinyvm1.0 --import --disk vol=default/media01.qcow2 --memory 192 --vcpus 1 \
  --network network=default,mac=52:54:00:05:00:02 --graphics vnc --print-xml | virsh define /dev/stdin

define_without_serial box01 52:54:00:05:00:03 vnc

virt-install --name pay01 --osinfo tinyvm1.0 --import --disk vol=default/pay01.qcow2 --memory 192 --vcpus 1 \
  --network network=default,mac=52:54:00:05:00:05 --graphics vnc,listen=192.168.1.100 --print-xml | virsh define /dev/stdin

virt-install --name cam01 --osinfo tinyvm1.0 --import --disk vol=default/cam01.qcow2 --memory 192 --vcpus 1 \
  --network network=default,mac=52:54:00:05:00:04 --graphics vnc --print-xml | virsh define /dev/stdin
virsh start cam01 --paused

for name in desk01 blind01; do
  while ! virsh domifaddr "$name" | grep -q ipv4; do inotifywait -qq -t 5 /var/lib/libvirt/dnsmasq || true; done
done

# step: serial
virt-xml desk01 --edit --graphics clearxml=yes,type=vnc,listen=127.0.0.1,password=lab-pass
virsh destroy desk01
virsh start desk01
virt-xml media01 --edit --graphics clearxml=yes,type=spice,listen=127.0.0.1,port=-1,tlsport=-1

# step: trouble
virt-xml box01 --add-device --serial pty
