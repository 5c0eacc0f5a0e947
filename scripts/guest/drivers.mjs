/** Drivers that reach a root file system on any bus a virtual machine can have; these go into the disk's initramfs. */
export const storageModules = [
  'ext4',
  'crc32c_generic',
  'crc32c-intel',
  'virtio_blk',
  'virtio_scsi',
  'ahci',
  'ata_piix',
  'sd_mod',
  'xhci-pci',
  'ehci-pci',
  'uhci-hcd',
  'usb-storage',
  'uas',
  'sym53c8xx',
  'mptspi',
  'mptsas',
  'megaraid_sas',
  'nvme',
]

/** Everything else of a QEMU machine. */
export const systemModules = [
  ...storageModules,
  // Network cards
  'virtio_net',
  'e1000',
  'e1000e',
  'igb',
  '8139cp',
  '8139too',
  'pcnet32',
  'vmxnet3',
  // Paravirtual devices
  'virtio_balloon',
  'virtio_console',
  'virtio-rng',
  'virtio_input',
  'virtio_mem',
  // Input, power button, watchdog
  'evdev',
  'psmouse',
  'usbhid',
  'hid-generic',
  'button',
  'i6300esb',
  'pvpanic-pci',
  // Display
  'bochs',
  'cirrus',
  'qxl',
  'virtio-gpu',
  // Optical drives and shared folders
  'sr_mod',
  'isofs',
  'vfat',
  'nls_ascii',
  'nls_cp437',
  'nls_iso8859-1',
  'loop',
  '9p',
  '9pnet_virtio',
  'virtiofs',
]

/** Programs of Debian packages that busybox lacks or has only in part. */
export const programs = ['qemu-ga', 'mke2fs', 'e2fsck', 'resize2fs', 'tune2fs', 'lsblk', 'blkid', 'sfdisk', 'wipefs']

/** Names a shell must find as programs: for a name that is its own applet, busybox's shell takes the applet. */
export const programLinks = { 'mkfs.ext4': 'mke2fs', 'fsck.ext4': 'e2fsck' }

/** Applets that would only confuse: another system's package tools, or a lesser twin of one of the programs. */
export const omittedApplets = ['dpkg', 'dpkg-deb', 'rpm', 'rpm2cpio', 'busybox', 'linuxrc', 'init', ...programs]
