import { cpSync, mkdirSync, openSync, readFileSync, writeSync, closeSync, ftruncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runInTools } from './run.mjs'

const diskMiB = 1024
const sectorBytes = 512
const firstSector = 2048
const bootCodeBytes = 440
/** Any fixed one will do: it makes builds repeatable. The installer takes a new one each time. */
const rootUuid = '7174696e-7976-4d10-8a00-000000000001'

export const diskName = 'tinyvm-1.0-x86_64.qcow2'

/** The ready disk: what the installer would leave behind, without running it. */
export async function buildDiskImage(build) {
  const root = join(build.work, 'disk')
  cpSync(join(build.work, 'system'), root, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true })
  mkdirSync(join(root, 'boot/grub'))
  const config = readFileSync(join(root, 'usr/lib/tinyvm/boot/grub.cfg'), 'utf8')
  writeFileSync(join(root, 'boot/grub/grub.cfg'), config.replace('@ROOT@', `UUID=${rootUuid}`))
  writeFileSync(join(root, 'etc/fstab'), `UUID=${rootUuid} / ext4 defaults 0 1\n`)

  writeBootSectors(build)
  const offset = firstSector * sectorBytes
  await runInTools(
    build,
    `chown -R 0:0 disk && chmod 600 disk/etc/shadow
     mke2fs -q -F -t ext4 -L tinyvm-root -U ${rootUuid} -m 1 -J size=4 -d disk \
       -E offset=${offset},root_owner=0:0,hash_seed=${rootUuid},lazy_itable_init=1 disk.raw ${diskMiB - 1}M
     qemu-img convert -q -c -m 4 -W -f raw -O qcow2 -o compression_type=zstd disk.raw disk.qcow2
     rm disk.raw`,
  )
  cpSync(join(build.work, 'disk.qcow2'), join(build.output, diskName))
}

/** Master boot record with one bootable Linux partition, and GRUB's core in the gap before it. */
function writeBootSectors(build) {
  const record = Buffer.alloc(sectorBytes)
  const code = readFileSync(join(build.work, 'system/usr/lib/tinyvm/boot/boot.img'))
  code.copy(record, 0, 0, bootCodeBytes)
  record.writeUInt32LE(0x54564d31, bootCodeBytes)
  const entry = 446
  record.set([0x80, 0xfe, 0xff, 0xff, 0x83, 0xfe, 0xff, 0xff], entry)
  record.writeUInt32LE(firstSector, entry + 8)
  record.writeUInt32LE((diskMiB * 2 ** 20) / sectorBytes - firstSector, entry + 12)
  record.writeUInt16LE(0xaa55, 510)

  const core = readFileSync(join(build.work, 'system/usr/lib/tinyvm/boot/core.img'))
  if (core.length > (firstSector - 1) * sectorBytes)
    throw new Error('the boot loader does not fit before the first partition')
  const file = openSync(join(build.work, 'disk.raw'), 'w')
  try {
    ftruncateSync(file, diskMiB * 2 ** 20)
    writeSync(file, record, 0, record.length, 0)
    writeSync(file, core, 0, core.length, sectorBytes)
  } finally {
    closeSync(file)
  }
}
