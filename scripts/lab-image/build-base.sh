#!/bin/bash
# Installs the lab host's Debian packages into a tar archive: build-base.sh OUTPUT.tar.zst
# The slow half of the image; it changes only with packages.txt, so it is cached apart from the rest.
set -euo pipefail
cd "$(dirname "$0")"
output=$1
mirror=${VIRTLAB_DEBIAN_MIRROR:-http://deb.debian.org/debian}
packages=$(sed 's/#.*//' packages.txt | xargs | tr ' ' ',')

# Nothing here draws in 3D, prints, or reads PostScript; the libraries for it are a quarter of the image.
libraries=/usr/lib/x86_64-linux-gnu
unused=(
  "$libraries/libLLVM*" "$libraries/libgallium*" "$libraries/libz3.so*" "$libraries/dri/*"
  "$libraries/libgs.so*" '/usr/share/ghostscript/*' '/usr/share/poppler/*' '/usr/share/fonts/*/urw-base35/*'
  '/usr/share/xml/iso-codes/*' '/usr/share/iso-codes/*'
)

# The manual's index is built by the image's own last step, once, and not by every package.
mmdebstrap --mode=root --variant=minbase --include="$packages" \
  --keyring=/usr/share/keyrings/debian-archive-keyring.gpg \
  --aptopt='Acquire::Languages "none"' --aptopt='Acquire::Retries "3"' \
  --dpkgopt=force-unsafe-io \
  --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-include=/usr/share/doc/*/copyright' \
  --dpkgopt='path-exclude=/usr/share/locale/*' --dpkgopt='path-include=/usr/share/locale/zh_CN/*' \
  --dpkgopt='path-exclude=/usr/share/man/??/*' --dpkgopt='path-exclude=/usr/share/man/??_*/*' \
  --dpkgopt='path-include=/usr/share/man/zh_CN/*' \
  "${unused[@]/#/--dpkgopt=path-exclude=}" \
  --essential-hook='echo "man-db man-db/auto-update boolean false" | chroot "$1" debconf-set-selections' \
  --customize-hook="$PWD/repository.sh \"\$1\"" \
  --customize-hook='rm -rf "$1"/var/log/*.log "$1"/var/log/apt "$1"/var/cache/debconf/*-old' \
  --format=tar trixie - "$mirror" | zstd -q -T0 -3 -f -o "$output.partial"
mv "$output.partial" "$output"
