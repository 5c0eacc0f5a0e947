#!/bin/sh
set -eu
export LIBVIRT_DEFAULT_URI=qemu:///system

# checkpoint: first-vm
# unmet: vm.web01.hasMemoryMiB
# Memory thought of in GiB. Everything else is as asked, so the message must name the memory.
virsh vol-clone --pool default tinyvm-1.0-x86_64.qcow2 web01.qcow2
virt-install --name web01 --osinfo tinyvm1.0 --memory 1 --vcpus 1 \
  --import --disk vol=default/web01.qcow2 \
  --network network=default --graphics vnc --noautoconsole
