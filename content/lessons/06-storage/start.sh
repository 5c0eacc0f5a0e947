# db01 runs with a data disk to grow, app01 is off and its disk badly named, archive points to where its files no longer are,
# and an iSCSI target of the host's own offers two LUNs.
images=/var/lib/libvirt/images
linked() { virsh vol-create-as default "$1" 1G --format qcow2 --backing-vol tinyvm-1.0-x86_64.qcow2 --backing-vol-format qcow2; }

for volume in db01.qcow2 new-final-v2.qcow2 report.qcow2; do linked $volume; done
virsh vol-create-as default seed.qcow2 768M --format qcow2
virsh vol-create-as default old-test.qcow2 2G --format qcow2

# The data disk has its file system already: what is left to do in the guest is to grow it.
truncate -s 1G /tmp/data.img
mkfs.ext4 -q -L db-data /tmp/data.img
qemu-img convert -O qcow2 /tmp/data.img $images/db01-data.qcow2
rm /tmp/data.img
chmod 600 $images/db01-data.qcow2
virsh pool-refresh default

virt-install --name app01 --osinfo tinyvm1.0 --import --disk vol=default/new-final-v2.qcow2 --memory 192 --vcpus 1 \
  --network network=default,mac=52:54:00:06:00:02 --graphics vnc --print-xml | virsh define /dev/stdin
virt-install --name db01 --osinfo tinyvm1.0 --import --disk vol=default/db01.qcow2 --disk vol=default/db01-data.qcow2 --memory 192 --vcpus 1 \
  --network network=default,mac=52:54:00:06:00:01 --graphics vnc --noautoconsole

mkdir -p /srv/archive /srv/san
qemu-img create -q -f qcow2 /srv/archive/ledger.qcow2 1536M
virsh pool-define-as archive dir --target /srv/vmdata/archive

truncate -s 512M /srv/san/lun1.img
truncate -s 256M /srv/san/lun2.img
cat > /etc/tgt/conf.d/vms.conf <<CONF
<target iqn.2026-01.test.lab:vms>
  backing-store /srv/san/lun1.img
  backing-store /srv/san/lun2.img
</target>
CONF
systemctl enable --now tgt

while ! virsh domifaddr db01 | grep -q ipv4; do inotifywait -qq -t 5 /var/lib/libvirt/dnsmasq || true; done

# step: volumes
virsh pool-define-as myvm-storage dir --target /var/lib/libvirt/images/mypool
virsh pool-build myvm-storage
virsh pool-start myvm-storage
virsh pool-autostart myvm-storage

# step: rename
virsh vol-clone report.qcow2 report-full.qcow2 --pool default
virsh pool-refresh default
