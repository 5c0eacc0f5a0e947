import { chmodSync, copyFileSync, cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { kernelArguments } from '../arguments.mjs'
import { omittedApplets, programLinks, programs, systemModules } from '../drivers.mjs'
import { installModules } from './modules.mjs'
import { trimPciIds } from './pci-ids.mjs'
import { runInTools } from './run.mjs'

const password = 'tinyvm'

/** Lays out the guest's own root in work/system: what the disk has, and what the installer runs from. */
export async function buildSystemRoot(build) {
  const root = join(build.work, 'system')
  for (const dir of [
    'boot',
    'dev',
    'mnt',
    'proc',
    'root',
    'run',
    'sys',
    'target',
    'tmp',
    'usr/bin',
    'usr/lib',
    'usr/share/tinyvm',
    'var/log',
  ]) {
    mkdirSync(join(root, dir), { recursive: true })
  }
  chmodSync(join(root, 'tmp'), 0o1777)
  chmodSync(join(root, 'root'), 0o700)
  for (const [name, target] of [
    ['bin', 'usr/bin'],
    ['sbin', 'usr/bin'],
    ['lib', 'usr/lib'],
    ['lib64', 'usr/lib'],
    ['usr/sbin', 'bin'],
    ['usr/lib64', 'lib'],
    ['var/run', '../run'],
  ]) {
    symlinkSync(target, join(root, name))
  }
  await installBusybox(build, root)
  await installPrograms(build, root)
  await installModules(build, { modules: systemModules, root })
  trimPciIds(join(build.tools, 'usr/share/misc/pci.ids'), join(root, 'usr/share/misc/pci.ids'))
  cpSync(join(import.meta.dirname, '../system'), root, { recursive: true })
  await setPassword(build, root)
  await buildBootLoader(build, root)
  cpSync(join(build.tools, 'boot', `vmlinuz-${build.kernelVersion}`), join(root, 'boot/vmlinuz'))
  // Whatever account the checkout belongs to: everything in the guest is root's, and scripts can be run.
  await runInTools(
    build,
    `chown -R 0:0 system && grep -rl '^#!' system/etc system/usr/lib/tinyvm system/usr/bin | xargs chmod 755 && chmod 600 system/etc/shadow`,
  )
}

async function installBusybox(build, root) {
  cpSync(join(build.tools, 'usr/bin/busybox'), join(root, 'usr/bin/busybox'))
  const applets = (await runInTools(build, 'busybox --list'))
    .split('\n')
    .filter((name) => name && !omittedApplets.includes(name))
  for (const name of applets) symlinkSync('busybox', join(root, 'usr/bin', name))
  symlinkSync('../bin/busybox', join(root, 'usr/bin/init'))
}

/** Copies programs with the libraries that the dynamic loader says they need. */
async function installPrograms(build, root) {
  const paths = (await runInTools(build, `for name in ${programs.join(' ')}; do command -v $name; done`))
    .trim()
    .split('\n')
  if (paths.length !== programs.length) throw new Error(`not every program was in the packages: ${paths.join(' ')}`)
  const listing = await runInTools(
    build,
    `for path in ${paths.join(' ')}; do /lib64/ld-linux-x86-64.so.2 --list $path; done`,
  )
  const libraries = new Set([...listing.matchAll(/(?:=> )?(\/\S+) \(0x/g)].map((match) => match[1]))
  for (const path of paths) copyFileSync(join(build.tools, path), join(root, 'usr/bin', basename(path)))
  for (const path of libraries) copyFileSync(join(build.tools, path), join(root, 'usr/lib', basename(path)))
  for (const [name, target] of Object.entries(programLinks)) symlinkSync(target, join(root, 'usr/bin', name))
  // Not needed by name but opened at run time, by the guest agent's name look-ups.
  copyFileSync(join(build.tools, 'usr/lib/x86_64-linux-gnu/libnss_files.so.2'), join(root, 'usr/lib/libnss_files.so.2'))
}

async function setPassword(build, root) {
  const hash = (await runInTools(build, `busybox mkpasswd -m sha512 -S tinyvmsalt ${password}`)).trim()
  writeFileSync(
    join(root, 'etc/shadow'),
    `root:${hash}:20454:0:99999:7:::\ndaemon:*:20454:0:99999:7:::\nnobody:*:20454:0:99999:7:::\n`,
  )
}

/** GRUB's first sector and core, which both the disk image and the installer write as they are. */
async function buildBootLoader(build, root) {
  const dir = join(root, 'usr/lib/tinyvm/boot')
  mkdirSync(dir, { recursive: true })
  await runInTools(
    build,
    `grub-mkimage -O i386-pc -p '(,msdos1)/boot/grub' -o system/usr/lib/tinyvm/boot/core.img \
       biosdisk part_msdos ext2 normal linux16 minicmd echo test halt reboot sleep
     cp /usr/lib/grub/i386-pc/boot.img system/usr/lib/tinyvm/boot/`,
  )
  const config = readFileSync(join(import.meta.dirname, '../boot/disk.cfg'), 'utf8')
  writeFileSync(join(dir, 'grub.cfg'), config.replace('@ARGUMENTS@', kernelArguments))
}
