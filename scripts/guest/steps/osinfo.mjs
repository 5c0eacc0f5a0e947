import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isoVolumeId } from './iso.mjs'

const minimumMiB = 128
const recommendedMiB = 192
const mebibyte = 2 ** 20

/** PCI ids of the virtio devices (modern, then transitional) and of what else the system has drivers for. */
const devices = [
  ...['1041', '1042', '1043', '1044', '1045', '1048', '1050', '1052', '105a'].map(
    (id) => `http://pcisig.com/pci/1af4/${id}`,
  ),
  ...['1000', '1001', '1002', '1003', '1004', '1005', '1009'].map((id) => `http://pcisig.com/pci/1af4/${id}`),
  'http://pcisig.com/pci/8086/10d3',
  'http://pcisig.com/pci/8086/100e',
  'http://pcisig.com/pci/10ec/8139',
  'http://pcisig.com/pci/1b36/000d',
  'http://pcisig.com/pci/8086/2922',
  'http://usb.org/usb/80ee/0021',
  'http://qemu.org/chipset/x86/q35',
]

/** libosinfo's entry, laid out as its local database (/etc/osinfo) wants it. */
export function writeOsinfo(build) {
  const dir = join(build.output, 'osinfo/os/virtlab.local')
  mkdirSync(dir, { recursive: true })
  writeFileSync(join(dir, 'tinyvm-1.0.xml'), entry())
}

function entry() {
  return `<?xml version="1.0"?>
<libosinfo version="0.0.1">
  <os id="http://virtlab.local/tinyvm/1.0">
    <short-id>tinyvm1.0</short-id>
    <name>TinyVM Linux 1.0</name>
    <version>1.0</version>
    <vendor>VirtLab</vendor>
    <family>linux</family>
    <distro>tinyvm</distro>
    <release-date>2026-01-01</release-date>
    <release-status>released</release-status>
    <devices>
${devices.map((id) => `      <device id="${id}"/>`).join('\n')}
    </devices>
    <media arch="x86_64">
      <iso>
        <volume-id>^${isoVolumeId}$</volume-id>
        <publisher-id>VIRTLAB</publisher-id>
      </iso>
      <kernel>boot/vmlinuz</kernel>
      <initrd>boot/installer.img</initrd>
    </media>
    <tree arch="x86_64">
      <treeinfo>
        <family>TinyVM Linux</family>
        <version>^1\\.0$</version>
        <arch>x86_64</arch>
      </treeinfo>
      <kernel>images/pxeboot/vmlinuz</kernel>
      <initrd>images/pxeboot/initrd.img</initrd>
    </tree>
    <resources arch="all">
${resources('minimum', minimumMiB)}
${resources('recommended', recommendedMiB)}
    </resources>
  </os>
</libosinfo>
`
}

function resources(kind, memoryMiB) {
  return `      <${kind}>
        <n-cpus>1</n-cpus>
        <ram>${memoryMiB * mebibyte}</ram>
        <storage>${1024 * mebibyte}</storage>
      </${kind}>`
}
