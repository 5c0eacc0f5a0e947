set -eu
export LIBVIRT_DEFAULT_URI=qemu:///system

# checkpoint: full-clone
# The guest itself is not the point: a graceful end of QEMU is quicker than a shutdown.
virsh destroy web01 --graceful
virt-clone --original web01 --name "$V_copy" --auto-clone --quiet
virsh start web01

# checkpoint: linked-clone
virsh vol-create-as default "$V_lab.qcow2" 1G --format qcow2 --backing-vol golden.qcow2 --backing-vol-format qcow2
virt-clone --original golden --name "$V_lab" --file "/var/lib/libvirt/images/$V_lab.qcow2" --preserve-data --quiet

# checkpoint: take
virsh snapshot-create-as web01 "$V_snap" --description 'Before the update, all is well'
virsh snapshot-create-as db01 nightly --disk-only

# checkpoint: revert
virsh snapshot-revert app01 configured
virsh snapshot-create-as app01 "$V_branch"

# checkpoint: tidy
virsh snapshot-delete app01 upgrade-2.0
EDITOR="sed -i 's,</name>,</name><description>Fresh</description>,'" virsh snapshot-edit app01 installed
virsh snapshot-delete db01 nightly

# checkpoint: remove
virsh undefine old01 --snapshots-metadata --remove-all-storage
