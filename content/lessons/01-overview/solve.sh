#!/bin/sh
set -eu
export LIBVIRT_DEFAULT_URI=qemu:///system

# checkpoint: first-start
virsh start web01
virsh autostart web01

# checkpoint: memory-figures
virsh dommemstat web01 --period 2 --live

# checkpoint: kept
virsh create ~/kiosk01.xml
virsh dumpxml kiosk01 | virsh define /dev/stdin
