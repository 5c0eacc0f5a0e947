set -eu
export LIBVIRT_DEFAULT_URI=qemu:///system

# checkpoint: full-clone
# unmet: vm.$V_copy.own-disk
# The XML copied by hand: both VMs have the one disk.
virsh dumpxml --inactive web01 | sed "s,<name>web01,<name>$V_copy,; /<uuid>/d; /<mac /d" | virsh define /dev/stdin

# checkpoint: linked-clone
# unmet: vm.$V_lab.hasDisk
# virt-clone alone makes no linked clone: everything is copied.
virt-clone --original golden --name "$V_lab" --auto-clone --quiet

# checkpoint: take
# unmet: vm.web01.hasSnapshot
# “Without the memory, to be quick”: that makes it external.
virsh snapshot-create-as web01 "$V_snap" --disk-only --description 'quick'

# checkpoint: revert
# unmet: vm.app01.hasSnapshot
# Taken where one happened to be, without reverting first.
virsh snapshot-create-as app01 "$V_branch"

# checkpoint: tidy
# unmet: vm.app01.hasSnapshot.2
# The description of the VM, not of its snapshot.
virsh snapshot-delete app01 upgrade-2.0
virsh desc app01 'Fresh from the installation'

# checkpoint: remove
# unmet: pool.default.hasNoVolume
# libvirt forgets the VM; its disk stays.
virsh undefine old01 --snapshots-metadata
