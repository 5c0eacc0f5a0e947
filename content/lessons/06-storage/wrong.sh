set -eu
export LIBVIRT_DEFAULT_URI=qemu:///system

# checkpoint: worked-example
# unmet: pool.myvm-storage.autostarts
# The fourth step forgotten.
virsh pool-define-as myvm-storage dir --target /var/lib/libvirt/images/mypool
virsh pool-build myvm-storage
virsh pool-start myvm-storage

# checkpoint: other-pools
# unmet: pool.san.hasType
# The kernel's initiator, which a container does not have.
virsh pool-define-as disk2 fs --source-dev /dev/vdb1 --source-format ext4 --target /srv/disk2
virsh pool-define-as fast logical --source-name vg_fast
virsh pool-define-as nas netfs --source-host nas.lab.test --source-path "/export/$V_disk" --source-format nfs --target /srv/nas
virsh pool-define-as san iscsi --source-host 192.168.122.1 --source-dev iqn.2026-01.test.lab:vms --target /dev/disk/by-path

# checkpoint: volumes
# unmet: pool.myvm-storage.hasVolume
# No --format: a raw file, whatever it is called.
virsh vol-create-as myvm-storage "$V_disk.qcow2" "${V_sizeGiB}G" --allocation 0

# checkpoint: grow
# unmet: vm.db01.hasDisk
# No unit: blockresize counts in KiB, and cuts the disk without a word.
virsh blockresize db01 vdb "$V_grownGiB"
virsh pool-refresh default

# checkpoint: rename
# unmet: vm.app01.hasDisk
# The file renamed behind libvirt's back: the VM still looks for the old one.
sudo mv /var/lib/libvirt/images/new-final-v2.qcow2 /var/lib/libvirt/images/app01.qcow2
virsh pool-refresh default

# checkpoint: repair
# unmet: pool.archive.hasVolume
# The directory made where the definition says: it starts, and is empty.
virsh pool-build archive
virsh pool-start archive
virsh pool-autostart archive
