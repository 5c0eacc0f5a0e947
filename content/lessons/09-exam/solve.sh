set -eu
export LIBVIRT_DEFAULT_URI=qemu:///system
mac=52:54:00:09:00:$V_mac

# checkpoint: exam-pool
virsh pool-define-as "$V_pool" dir --target "/srv/$V_dir"
virsh pool-build "$V_pool"
virsh pool-start "$V_pool"
virsh pool-autostart "$V_pool"

# checkpoint: exam-volumes
virsh vol-create-as "$V_pool" "$V_disk.qcow2" "${V_sizeGiB}G" --format qcow2
virsh vol-clone tinyvm-1.0-x86_64.qcow2 "$V_vm.qcow2" --pool default
virsh pool-refresh default

# checkpoint: exam-network
virsh net-define /dev/stdin <<XML
<network>
  <name>$V_net</name>
  <forward mode='nat'/>
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
virt-install --name "$V_vm" --osinfo tinyvm1.0 --import --disk "vol=default/$V_vm.qcow2" --memory "$V_memoryMiB" --vcpus 1 \
  --network "network=$V_net,mac=$mac,model=virtio" --graphics vnc --print-xml | virsh define /dev/stdin

# checkpoint: exam-hardware
virsh setvcpus "$V_vm" "$V_cpus" --config --maximum
virsh attach-disk "$V_vm" "/srv/$V_dir/$V_disk.qcow2" vdb --subdriver qcow2 --targetbus virtio --cache none --config
virsh autostart "$V_vm"

# checkpoint: exam-address
virsh net-update "$V_net" add ip-dhcp-host "<host mac='$mac' ip='$V_subnet.$V_host'/>" --live --config
virsh start "$V_vm"
until virsh net-dhcp-leases "$V_net" | grep -qF "$V_subnet.$V_host/"; do sleep 1; done

# checkpoint: exam-snapshot
virsh snapshot-create-as "$V_vm" "$V_snap" --description 'Has its address; ready to hand over'

# checkpoint: exam-clone
virsh destroy "$V_vm" --graceful
virt-clone --original "$V_vm" --name "$V_clone" --auto-clone --quiet
virsh start "$V_vm"
