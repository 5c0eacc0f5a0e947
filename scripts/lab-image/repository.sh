#!/bin/bash
# Makes the lab host's own package repository in a root that was just installed: repository.sh ROOT_DIR
# It holds what apt has to fetch to install virt-manager again after it was removed with all that only it needs: lab hosts
# have no network, and installing it is an exercise. Run by mmdebstrap, which says in MMDEBSTRAP_APT_CONFIG how to use apt on the root.
set -euo pipefail
root=$1
repository=$root/srv/debian
export APT_CONFIG=$MMDEBSTRAP_APT_CONFIG

mkdir -p "$repository"
packages=$(apt-get --simulate --purge autoremove virt-manager | sed -n 's/^\(Purg\|Remv\) \([^ ]*\).*/\2/p')
(cd "$repository" && apt-get --quiet=2 download $packages)

cd "$repository"
for package in *.deb; do
  dpkg-deb --field "$package"
  printf 'Filename: ./%s\nSize: %s\nSHA256: %s\n\n' \
    "$package" "$(stat -c %s "$package")" "$(sha256sum "$package" | cut -d' ' -f1)"
done >Packages
cat >Release <<RELEASE
Origin: VirtLab
Label: VirtLab
Suite: trixie
Codename: trixie
Architectures: amd64
Description: What the exercises install
Date: $(LC_ALL=C date -Ru)
SHA256:
 $(sha256sum Packages | cut -d' ' -f1) $(stat -c %s Packages) Packages
RELEASE
chmod -R a+rX "$repository"
