/** Debian packages that the host needs to build TinyVM Linux; every other tool comes with the build's own root. */
export const hostPackages = ['mmdebstrap', 'debian-archive-keyring']

/** What scripts/guest/test.mjs needs beside that. */
export const testPackages = ['qemu-system-x86', 'qemu-utils', 'ipxe-qemu', 'seabios']

/** Debian release that the guest and the tools that build it come from. */
export const suite = 'trixie'

/** Packages extracted (not configured) into the root that the guest is made from. */
export const extractedPackages = [
  'base-files',
  // What goes into the guest.
  'linux-image-amd64',
  'busybox-static',
  'qemu-guest-agent',
  'e2fsprogs',
  'util-linux',
  'fdisk',
  'pci.ids',
  'grub-pc-bin',
  // What builds it, run inside that root so that every host gives the same result.
  'binutils',
  'coreutils',
  'cpio',
  'dash',
  'findutils',
  'grep',
  'grub-common',
  'kmod',
  'pxelinux',
  'qemu-utils',
  'syslinux-common',
  'xorriso',
  'xz-utils',
  'zstd',
]
