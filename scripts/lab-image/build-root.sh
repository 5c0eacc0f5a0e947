#!/bin/bash
# Unpacks Debian's packages and lays over them the recipe's files and those of the guest system:
#   build-root.sh BASE.tar.zst ROOT_DIR [GUEST_FILES_DIR]
set -euo pipefail
recipe=$(cd "$(dirname "$0")" && pwd)
base=$1 root=$2 guest=${3:-}

mkdir -p "$root"
tar -C "$root" --numeric-owner --xattrs --xattrs-include='security.*' --zstd -xpf "$base"
for files in "$recipe/overlay" $guest; do
  tar -C "$files" --owner=0 --group=0 --mode=a+rX,u+w,go-w -cf - . | tar -C "$root" --no-overwrite-dir -xf -
done
cp "$recipe/customize.sh" "$recipe/masked-units.txt" "$root/"
chroot "$root" /customize.sh
rm "$root/customize.sh" "$root/masked-units.txt"
