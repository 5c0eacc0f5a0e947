import { cpSync, mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { storageModules } from '../drivers.mjs'
import { installModules } from './modules.mjs'
import { runInTools } from './run.mjs'

const applets = ['sh', 'mount', 'modprobe', 'usleep', 'switch_root']

/** The disk's initramfs: busybox, the storage drivers and a script that finds the root file system. */
export async function buildInitramfs(build) {
  const root = join(build.work, 'initramfs')
  for (const dir of ['bin', 'dev', 'etc', 'proc', 'root', 'sys', 'usr/lib'])
    mkdirSync(join(root, dir), { recursive: true })
  symlinkSync('usr/lib', join(root, 'lib'))
  // The kernel itself calls /sbin/modprobe for ciphers and checksums.
  symlinkSync('bin', join(root, 'sbin'))
  cpSync(join(build.tools, 'usr/bin/busybox'), join(root, 'bin/busybox'))
  for (const name of applets) symlinkSync('busybox', join(root, 'bin', name))
  cpSync(join(import.meta.dirname, '../system/etc/modprobe.d'), join(root, 'etc/modprobe.d'), { recursive: true })
  cpSync(join(import.meta.dirname, '../initramfs/init'), join(root, 'init'))
  await installModules(build, { modules: storageModules, root })
  await pack(build, { root: 'initramfs', output: 'system/boot/initrd.img' })
}

/** The installer's initramfs: the whole system, which it copies from memory to the disk, by these two lists. */
export async function buildInstallerInitramfs(build) {
  await runInTools(
    build,
    `cd system && find . -mindepth 1 -type d | LC_ALL=C sort > ../directories
     find . -mindepth 1 ! -type d | LC_ALL=C sort > ../files
     mv ../directories ../files usr/share/tinyvm/`,
  )
  cpSync(join(build.work, 'system'), join(build.work, 'live'), {
    recursive: true,
    verbatimSymlinks: true,
    preserveTimestamps: true,
  })
  cpSync(join(import.meta.dirname, '../initramfs/live-init'), join(build.work, 'live/init'))
  await pack(build, { root: 'live', output: 'installer.img' })
}

function pack(build, { root, output }) {
  return runInTools(
    build,
    `chmod 755 ${root}/init
     chown -R 0:0 ${root}
     (cd ${root} && find . | LC_ALL=C sort | cpio --quiet -o -H newc --reproducible) | zstd -q -12 -T0 -f -o ${output}`,
  )
}
