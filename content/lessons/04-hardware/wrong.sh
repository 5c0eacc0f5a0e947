set -eu
export LIBVIRT_DEFAULT_URI=qemu:///system

# checkpoint: live-change
# unmet: vm.app01.vcpus-now
# Only what is saved: the VM goes on with one.
virsh setvcpus app01 2 --config
virsh setmem app01 256M --live

# checkpoint: next-boot
# unmet: vm.app01.saved-maximum
# Without a unit, these are KiB.
virsh setmaxmem app01 512 --config

# checkpoint: blueprint
# unmet: vm.db01.topology
# The product is right, the shape is not.
virt-xml db01 --edit --cpu Nehalem
virt-xml db01 --edit --vcpus 4,sockets=4,cores=1,threads=1
virt-xml db01 --edit --memorybacking nosharepages=yes
virt-xml db01 --edit --boot hd,network
virsh autostart db01

# checkpoint: storage
# unmet: vm.app01.hasDisk.2
# No format said: libvirt takes the file for raw.
virsh vol-create-as default app01-data.qcow2 1G --format qcow2
virsh attach-disk app01 /var/lib/libvirt/images/app01-data.qcow2 vdb --targetbus virtio --live --config
virsh change-media app01 sda /var/lib/libvirt/images/tinyvm-1.0-x86_64.iso --update --live --config

# checkpoint: old-vm
# unmet: vm.old01.hasNic
# island shuts the host out as well.
virt-xml old01 --edit target=hda --disk target.bus=virtio,target.dev=vda,xpath.delete=./address
virt-xml old01 --edit --network source=island,model=virtio,mac=52:54:00:04:00:30

# checkpoint: cable
# unmet: vm.app01.cable-out
# For the next start only.
virsh domif-setlink app01 52:54:00:04:00:01 down --config
