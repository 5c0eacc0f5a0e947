#!/bin/sh
set -eu
export LIBVIRT_DEFAULT_URI=qemu:///system

# checkpoint: first-start
# unmet: vm.web01.isRunning
# Thought to start it.
virsh autostart web01

# checkpoint: memory-figures
# unmet: vm.web01.memory-figures
# Written into the definition; the one that runs does not know. (Without autostart the checkpoint before stays unmet.)
virsh autostart --disable web01
virsh start web01
virsh dommemstat web01 --period 2 --config

# checkpoint: kept
# unmet: vm.kiosk01.isPersistent
# It runs, so it was taken for done.
virsh create ~/kiosk01.xml
