# app01 runs and has room to grow, db01 is a definition to be finished, old01 is an old PC that came from another host.
disk() { virsh vol-create-as default "$1" 1G --format qcow2 --backing-vol tinyvm-1.0-x86_64.qcow2 --backing-vol-format qcow2; }

virsh net-define /dev/stdin <<XML
<network><name>hostonly</name><bridge name='virbr-host'/><ip address='192.168.150.1' netmask='255.255.255.0'><dhcp><range start='192.168.150.10' end='192.168.150.99'/></dhcp></ip></network>
XML
virsh net-define /dev/stdin <<XML
<network><name>island</name><bridge name='virbr-isle'/></network>
XML
for net in hostonly island; do
  virsh net-autostart "$net"
  virsh net-start "$net"
done

disk db01.qcow2
virt-install --name db01 --osinfo tinyvm1.0 --import --disk vol=default/db01.qcow2 --memory 256 --vcpus 1 \
  --network network=default,mac=52:54:00:04:00:02 --boot network,hd --graphics vnc --print-xml | virsh define /dev/stdin

disk old01.qcow2
virt-install --name old01 --osinfo generic --machine pc --import --disk vol=default/old01.qcow2,bus=ide --memory 192 --vcpus 1 \
  --network network=default,model=rtl8139,mac=52:54:00:04:00:03 --graphics vnc --print-xml | virsh define /dev/stdin

disk app01.qcow2
virt-install --name app01 --osinfo tinyvm1.0 --import --disk vol=default/app01.qcow2 --disk device=cdrom --memory 384 --vcpus 1,maxvcpus=4 \
  --network network=default,mac=52:54:00:04:00:01 --graphics vnc --noautoconsole
while ! virsh domifaddr app01 | grep -q ipv4; do inotifywait -qq -t 5 /var/lib/libvirt/dnsmasq || true; done

# step: disks
virsh setvcpus app01 2 --live --config
virsh setmem app01 256M --live
virsh setmaxmem app01 512M --config
virt-xml db01 --edit --cpu Nehalem
virt-xml db01 --edit --vcpus 4,sockets=2,cores=2,threads=1
virt-xml db01 --edit --memorybacking nosharepages=yes
virt-xml db01 --edit --boot hd,network
virsh autostart db01

# step: nics
virsh vol-create-as default app01-data.qcow2 1G --format qcow2
virsh attach-disk app01 /var/lib/libvirt/images/app01-data.qcow2 vdb --targetbus virtio \
  --driver qemu --subdriver qcow2 --cache none --io native --live --config
virsh change-media app01 sda /var/lib/libvirt/images/tinyvm-1.0-x86_64.iso --update --live --config
virt-xml old01 --edit target=hda --disk target.bus=virtio,target.dev=vda,xpath.delete=./address
