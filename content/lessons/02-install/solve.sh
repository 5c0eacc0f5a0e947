#!/bin/bash
set -eu

# checkpoint: permissions
sudo usermod -aG libvirt,kvm student

# checkpoint: system-vm
virsh -c qemu:///system autostart web01

# checkpoint: virt-manager
sudo apt-get update
sudo DEBIAN_FRONTEND=noninteractive apt-get install -y virt-manager
