#!/bin/bash
# A small lab host with Debian 12's libvirt 9.0, to test against the oldest libvirt that lib/virt speaks with.
# libvirt9-image.sh HASH: makes the Incus image virtlab-test-libvirt9 and marks it with HASH. Needs root.
set -euo pipefail
hash=$1
alias=virtlab-test-libvirt9
mirror=${VIRTLAB_DEBIAN_MIRROR:-http://deb.debian.org/debian}
cache=${VIRTLAB_CACHE:-/var/cache/virtlab}
squashed=$cache/libvirt9-$hash.squashfs
mkdir -p "$cache"
# Test files run side by side: one builds, the others find its work done.
exec 9>"$cache/libvirt9.lock"
flock 9
if incus image get-property "$alias" virtlab.hash 2>/dev/null | grep -qx "$hash"; then exit 0; fi
work=$(mktemp -d "$cache/libvirt9-building-XXXXXX")
trap 'rm -rf "$work"' EXIT

if [ ! -s "$squashed" ]; then
  mmdebstrap --quiet --variant=minbase --aptopt='APT::Install-Recommends "false"' \
    --include=systemd-sysv,dbus,polkitd,iproute2,iptables,dnsmasq-base,socat,inotify-tools,libvirt-daemon-system,libvirt-daemon-config-network,libvirt-clients,qemu-system-x86,qemu-utils \
    --customize-hook='rm -f "$1/etc/machine-id" "$1/etc/hostname" "$1/etc/resolv.conf"; : >"$1/etc/machine-id"' \
    --customize-hook='printf "remember_owner = 0\nnamespaces = []\ncgroup_controllers = []\nsecurity_driver = \"none\"\n" >>"$1/etc/libvirt/qemu.conf"' \
    --customize-hook='echo "LIBVIRTD_ARGS=\"\"" >>"$1/etc/default/libvirtd"' \
    --customize-hook='ln -sf /etc/libvirt/qemu/networks/default.xml "$1/etc/libvirt/qemu/networks/autostart/default.xml"' \
    bookworm "$work/rootfs.tar" "deb $mirror bookworm main"
  mksquashfs - "$work/rootfs.squashfs" -tar -comp zstd -quiet -no-progress <"$work/rootfs.tar"
  rm -f "$cache"/libvirt9-*.squashfs
  mv "$work/rootfs.squashfs" "$squashed"
fi

printf 'architecture: x86_64\ncreation_date: %s\nproperties:\n  description: Debian 12 with libvirt 9.0, for tests\n  virtlab.hash: %s\n' \
  "$(date +%s)" "$hash" >"$work/metadata.yaml"
tar -C "$work" -cf "$work/metadata.tar" metadata.yaml
incus image import "$work/metadata.tar" "$squashed" --alias "$alias" --reuse
