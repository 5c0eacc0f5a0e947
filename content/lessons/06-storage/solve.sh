set -eu
export LIBVIRT_DEFAULT_URI=qemu:///system

# checkpoint: worked-example
virsh pool-define-as myvm-storage dir --target /var/lib/libvirt/images/mypool
virsh pool-build myvm-storage
virsh pool-start myvm-storage
virsh pool-autostart myvm-storage

# checkpoint: other-pools
virsh pool-define-as disk2 fs --source-dev /dev/vdb1 --source-format ext4 --target /srv/disk2
virsh pool-define-as fast logical --source-name vg_fast
virsh pool-define-as nas netfs --source-host nas.lab.test --source-path "/export/$V_disk" --source-format nfs --target /srv/nas
virsh pool-define-as san iscsi-direct --source-host 192.168.122.1 --source-dev iqn.2026-01.test.lab:vms --source-initiator iqn.2026-01.test.lab:kvmhost
virsh pool-start san

# checkpoint: volumes
virsh vol-create-as myvm-storage "$V_disk.qcow2" "${V_sizeGiB}G" --format qcow2
virsh vol-clone report.qcow2 report-full.qcow2 --pool default
virsh pool-refresh default
virsh vol-download seed.qcow2 ~/seed.qcow2 --pool default
virsh vol-create-as myvm-storage seed.qcow2 "$(stat -c %s ~/seed.qcow2)" --format raw --allocation 0
virsh vol-upload seed.qcow2 ~/seed.qcow2 --pool myvm-storage

# checkpoint: grow
virsh blockresize db01 vdb "${V_grownGiB}G"
virsh pool-refresh default

# checkpoint: rename
virsh vol-clone new-final-v2.qcow2 app01.qcow2 --pool default
virt-xml app01 --edit path=/var/lib/libvirt/images/new-final-v2.qcow2 --disk path=/var/lib/libvirt/images/app01.qcow2
virsh vol-delete new-final-v2.qcow2 --pool default
virsh vol-delete old-test.qcow2 --pool default

# checkpoint: repair
virsh pool-dumpxml --inactive archive | sed 's,/srv/vmdata/archive,/srv/archive,' | virsh pool-define /dev/stdin
virsh pool-start archive
virsh pool-autostart archive
