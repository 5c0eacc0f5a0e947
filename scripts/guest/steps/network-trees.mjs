import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { kernelArguments } from '../arguments.mjs'

const treeinfo = `[header]
version = 1.2

[general]
family = TinyVM Linux
name = TinyVM Linux 1.0
version = 1.0
arch = x86_64
platforms = x86_64

[release]
name = TinyVM Linux
short = TinyVM
version = 1.0

[tree]
arch = x86_64
platforms = x86_64

[images-x86_64]
kernel = images/pxeboot/vmlinuz
initrd = images/pxeboot/initrd.img
`

/** What `virt-install --location URL` reads: .treeinfo and what it names. */
export function buildNetworkTree(build) {
  const dir = join(build.output, 'tree')
  mkdirSync(join(dir, 'images/pxeboot'), { recursive: true })
  copyBootFiles(build, { kernel: join(dir, 'images/pxeboot/vmlinuz'), initrd: join(dir, 'images/pxeboot/initrd.img') })
  writeFileSync(join(dir, '.treeinfo'), treeinfo)
  writeFileSync(join(dir, 'treeinfo'), treeinfo)
}

/** What a machine that boots over the network gets by TFTP, beginning with pxelinux.0. */
export function buildTftpTree(build) {
  const dir = join(build.output, 'tftp')
  mkdirSync(join(dir, 'pxelinux.cfg'), { recursive: true })
  mkdirSync(join(dir, 'tinyvm'))
  cpSync(join(build.tools, 'usr/lib/PXELINUX/pxelinux.0'), join(dir, 'pxelinux.0'))
  cpSync(join(build.tools, 'usr/lib/syslinux/modules/bios/ldlinux.c32'), join(dir, 'ldlinux.c32'))
  copyBootFiles(build, { kernel: join(dir, 'tinyvm/vmlinuz'), initrd: join(dir, 'tinyvm/installer.img') })
  const config = readFileSync(join(import.meta.dirname, '../boot/pxelinux.cfg'), 'utf8')
  writeFileSync(join(dir, 'pxelinux.cfg/default'), config.replaceAll('@ARGUMENTS@', kernelArguments))
}

function copyBootFiles(build, { kernel, initrd }) {
  cpSync(join(build.work, 'system/boot/vmlinuz'), kernel)
  cpSync(join(build.work, 'installer.img'), initrd)
}
