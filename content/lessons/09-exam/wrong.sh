set -eu
export LIBVIRT_DEFAULT_URI=qemu:///system
mac=52:54:00:09:00:$V_mac

# checkpoint: exam-pool
# unmet: pool.$V_pool.isPersistent
# pool-create-as for pool-define-as: it works until it stops.
sudo mkdir -p "/srv/$V_dir"
virsh pool-create-as "$V_pool" dir --target "/srv/$V_dir"

# checkpoint: exam-volumes
# unmet: pool.$V_pool.hasVolume
# No unit: bytes.
virsh vol-create-as "$V_pool" "$V_disk.qcow2" "$V_sizeGiB" --format qcow2
virsh vol-clone tinyvm-1.0-x86_64.qcow2 "$V_vm.qcow2" --pool default
virsh pool-refresh default

# checkpoint: exam-network
# unmet: network.$V_net.hasForward
# <forward> left out: isolated.
virsh net-define /dev/stdin <<XML
<network>
  <name>$V_net</name>
  <ip address='$V_subnet.1' netmask='255.255.255.0'>
    <dhcp>
      <range start='$V_subnet.100' end='$V_subnet.199'/>
    </dhcp>
  </ip>
</network>
XML
virsh net-start "$V_net"
virsh net-autostart "$V_net"

# checkpoint: exam-vm
# unmet: vm.$V_vm.hasNic
# The network that is the default everywhere.
virt-install --name "$V_vm" --osinfo tinyvm1.0 --import --disk "vol=default/$V_vm.qcow2" --memory "$V_memoryMiB" --vcpus 1 \
  --network "network=default,mac=$mac" --graphics vnc --print-xml | virsh define /dev/stdin

# checkpoint: exam-hardware
# unmet: vm.$V_vm.hasDisk.2
# The disk with the default cache mode.
virsh setvcpus "$V_vm" "$V_cpus" --config --maximum
virsh attach-disk "$V_vm" "/srv/$V_dir/$V_disk.qcow2" vdb --subdriver qcow2 --targetbus virtio --config
virsh autostart "$V_vm"

# checkpoint: exam-address
# unmet: network.$V_net.reserved
# --live alone: gone with the next restart of the network.
virsh net-update "$V_net" add ip-dhcp-host "<host mac='$mac' ip='$V_subnet.$V_host'/>" --live

# checkpoint: exam-snapshot
# unmet: vm.$V_vm.hasSnapshot.2
# Taken while the VM is off: no memory in it.
virsh snapshot-create-as "$V_vm" "$V_snap" --description 'Ready to hand over'

# checkpoint: exam-clone
# unmet: vm.$V_clone.own-system
# The XML copied by hand: the disks are the original's.
virsh dumpxml --inactive "$V_vm" | sed "s,<name>$V_vm,<name>$V_clone,; /<uuid>/d; /<mac /d" | virsh define /dev/stdin
