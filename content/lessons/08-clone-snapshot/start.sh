# web01 and db01 run, golden is off with a system ready to be copied, app01 is off with three snapshots, the last of which went
# wrong, and old01 is off with two that are in its way.
disk() { virsh vol-create-as default "$1.qcow2" 1G --format qcow2 --backing-vol tinyvm-1.0-x86_64.qcow2 --backing-vol-format qcow2; }
vm() {
  name=$1
  mac=$2
  shift 2
  virt-install --name "$name" --osinfo tinyvm1.0 --import --disk "vol=default/$name.qcow2" --memory 192 --vcpus 1 \
    --network "network=default,mac=52:54:00:08:00:$mac" --graphics vnc "$@"
}
for name in web01 db01 app01 old01; do disk $name; done
# Nothing beneath it: its chain is one file long.
virsh vol-clone tinyvm-1.0-x86_64.qcow2 golden.qcow2 --pool default
virsh pool-refresh default

vm golden 03 --print-xml | virsh define /dev/stdin
vm app01 04 --print-xml | virsh define /dev/stdin
vm old01 05 --print-xml | virsh define /dev/stdin
virsh snapshot-create-as app01 installed
virsh snapshot-create-as app01 configured --description 'Settings done, everything tested'
virsh snapshot-create-as app01 upgrade-2.0 --description 'After the upgrade to 2.0'
virsh snapshot-create-as old01 first
virsh snapshot-create-as old01 second

vm web01 01 --noautoconsole
vm db01 02 --noautoconsole
for name in web01 db01; do
  while ! virsh domifaddr $name | grep -q ipv4; do inotifywait -qq -t 5 /var/lib/libvirt/dnsmasq || true; done
done

# step: tree
virsh snapshot-create-as db01 nightly --disk-only
