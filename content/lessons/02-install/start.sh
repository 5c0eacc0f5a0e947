# A host that somebody has just set up: libvirt is there and runs a VM, but student may not manage it, and virt-manager is missing.
virsh vol-create-as default web01.qcow2 2G --format qcow2 \
  --backing-vol tinyvm-1.0-x86_64.qcow2 --backing-vol-format qcow2
virt-install --name web01 --osinfo tinyvm1.0 --import --disk vol=default/web01.qcow2 \
  --memory 192 --vcpus 1 --network network=default --graphics vnc --noautoconsole

DEBIAN_FRONTEND=noninteractive apt-get -y -q --purge autoremove virt-manager
gpasswd --delete student libvirt
gpasswd --delete student kvm
rm -r /home/student/.config/libvirt

# step: libvirt-group
usermod -aG libvirt,kvm student
