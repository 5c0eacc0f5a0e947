#!/bin/bash
# Runs inside the image's root, after the files of overlay/ were laid over Debian's packages.
set -euo pipefail
export DEBIAN_FRONTEND=noninteractive

# A user namespace has no trusted xattrs, and the lab host itself is the boundary around its VMs.
cat >>/etc/libvirt/qemu.conf <<'CONF'

remember_owner = 0
namespaces = []
cgroup_controllers = []
security_driver = "none"
CONF
# libvirtd stays up when idle, so that what is connected to it is not cut off.
echo 'LIBVIRTD_ARGS=""' >>/etc/default/libvirtd

mkdir -p /etc/libvirt/qemu/networks/autostart /etc/libvirt/storage/autostart /srv/www /srv/tftp
for network in default pxe; do
  ln -sf "/etc/libvirt/qemu/networks/$network.xml" "/etc/libvirt/qemu/networks/autostart/$network.xml"
done
ln -sf /etc/libvirt/storage/default.xml /etc/libvirt/storage/autostart/default.xml
chmod 600 /etc/libvirt/qemu/networks/*.xml /etc/libvirt/storage/*.xml
chmod 440 /etc/sudoers.d/student

useradd --uid 1000 --create-home --shell /bin/bash --comment 'Student' --groups adm,sudo,libvirt,kvm student
cat >>/home/student/.bashrc <<'RC'

# Every command is in the history at once, whatever happens to the terminal.
HISTSIZE=100000 HISTFILESIZE=100000
PROMPT_COMMAND='history -a'
RC
echo 'LANG=C.UTF-8' >/etc/default/locale
# virt-manager speaks the page's language.
localedef -i zh_CN -f UTF-8 zh_CN.UTF-8

systemctl enable install-tree.service qemu-capabilities.service
# virtlogd is started by its socket with the first VM; the others have nothing to do in a container.
systemctl disable e2scrub_reap.service systemd-pstore.service virtlogd.service libvirt-guests.service
# For the storage pools that need them: started by hand.
systemctl disable lvm2-monitor.service lvm2-lvmpolld.socket dm-event.socket blk-availability.service \
  nfs-client.target nfs-blkmap.service rpcbind.service rpcbind.socket open-iscsi.service iscsid.socket tgt.service
sed 's/#.*//' /masked-units.txt | xargs systemctl mask --quiet
# Generators look for disks, EFI and kernel arguments that a container has not: each is a process at every start.
mkdir -p /etc/systemd/system-generators
ln -sf /dev/null /etc/systemd/system-generators/rpc-pipefs-generator
for generator in debug fstab gpt-auto hibernate-resume import rc-local run ssh system-update sysv tpm2; do
  ln -sf /dev/null "/etc/systemd/system-generators/systemd-$generator-generator"
done

# No network: what the exercises install lies in the host itself.
rm -rf /etc/apt/sources.list /etc/apt/sources.list.d/*
echo 'deb [trusted=yes] file:/srv/debian ./' >/etc/apt/sources.list

: >/etc/machine-id
rm -f /var/lib/dbus/machine-id /etc/hostname /etc/resolv.conf
rm -rf /tmp/* /var/tmp/*
# Nothing in /usr is newer than what was made from it: systemd need not look for that at the first start.
touch /etc/.updated /var/.updated
