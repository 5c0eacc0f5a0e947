#!/bin/bash

# checkpoint: permissions
# unmet: host.hasUserInGroup.2
# Without -a: libvirt is gained and everything else is lost. As root, for sudo would be gone with it.
sudo usermod -G libvirt,kvm student

# checkpoint: system-vm
# unmet: vm.web01.autostarts
# On the session's connection, where there is no such VM.
virsh -c qemu:///session autostart web01 || true

# checkpoint: virt-manager
# unmet: host.hasPackage
# The command-line half: it is installed already.
sudo apt-get update
sudo apt-get install -y virtinst
