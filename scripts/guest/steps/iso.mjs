import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { kernelArguments } from '../arguments.mjs'
import { runInTools } from './run.mjs'

export const isoName = 'tinyvm-1.0-x86_64.iso'
/** libosinfo knows the medium by this; see osinfo.mjs. */
export const isoVolumeId = 'TINYVM_1_0'

/** The installer medium, bootable by a BIOS as a CD. */
export async function buildIso(build) {
  const root = join(build.work, 'iso')
  mkdirSync(join(root, 'boot/grub'), { recursive: true })
  cpSync(join(build.work, 'system/boot/vmlinuz'), join(root, 'boot/vmlinuz'))
  cpSync(join(build.work, 'installer.img'), join(root, 'boot/installer.img'))
  const config = readFileSync(join(import.meta.dirname, '../boot/iso.cfg'), 'utf8')
  writeFileSync(join(root, 'boot/grub/grub.cfg'), config.replaceAll('@ARGUMENTS@', kernelArguments))
  await runInTools(
    build,
    `grub-mkimage -O i386-pc-eltorito -p /boot/grub -o iso/boot/grub/eltorito.img \
       biosdisk part_msdos iso9660 ext2 normal linux16 minicmd echo test search search_label serial terminal chain regexp halt reboot sleep
     xorriso -as mkisofs -quiet -R -J -V ${isoVolumeId} -publisher VIRTLAB -o tinyvm.iso \
       -b boot/grub/eltorito.img -c boot/boot.cat -no-emul-boot -boot-load-size 4 -boot-info-table --grub2-boot-info iso`,
  )
  cpSync(join(build.work, 'tinyvm.iso'), join(build.output, isoName))
}
