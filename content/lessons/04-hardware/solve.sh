set -eu
export LIBVIRT_DEFAULT_URI=qemu:///system

# checkpoint: live-change
virsh setvcpus app01 2 --live --config
virsh setmem app01 256M --live

# checkpoint: next-boot
virsh setmaxmem app01 512M --config

# checkpoint: blueprint
virt-xml db01 --edit --cpu Nehalem
virt-xml db01 --edit --vcpus 4,sockets=2,cores=2,threads=1
virt-xml db01 --edit --memorybacking nosharepages=yes
virt-xml db01 --edit --boot hd,network
virsh autostart db01

# checkpoint: storage
virsh vol-create-as default app01-data.qcow2 1G --format qcow2
virsh attach-disk app01 /var/lib/libvirt/images/app01-data.qcow2 vdb --targetbus virtio \
  --driver qemu --subdriver qcow2 --cache none --io native --live --config
virsh change-media app01 sda /var/lib/libvirt/images/tinyvm-1.0-x86_64.iso --update --live --config

# checkpoint: old-vm
virt-xml old01 --edit target=hda --disk target.bus=virtio,target.dev=vda,xpath.delete=./address
virt-xml old01 --edit --network source=hostonly,model=virtio,mac=52:54:00:04:00:30

# checkpoint: cable
virsh domif-setlink app01 52:54:00:04:00:01 down
