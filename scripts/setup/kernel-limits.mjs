import fs from 'node:fs'
import { run } from './run.mjs'

/**
 * A lab host's systemd, D-Bus, libvirt and dnsmasq take some 14 inotify instances, and the kernel counts those of all
 * lab hosts together: its 128 are enough for nine, and the tenth fails in ways that do not say why. A class needs more.
 */
const limits = { 'fs.inotify.max_user_instances': 65_536, 'fs.inotify.max_user_watches': 1_048_576 }
const file = '/etc/sysctl.d/60-virtlab.conf'

function fileOf(name) {
  return `/proc/sys/${name.replaceAll('.', '/')}`
}

/** Those below what a class needs: [name, what it is, what it should be]. */
export function lowKernelLimits() {
  return Object.entries(limits)
    .map(([name, wanted]) => [name, Number(fs.readFileSync(fileOf(name), 'utf8')), wanted])
    .filter(([, is, wanted]) => is < wanted)
}

/** Raises them, now and for the next boot, where the machine lets us: doctor tells what is left. Whether any was too low. */
export async function raiseKernelLimits(signal) {
  const low = lowKernelLimits()
  if (low.length === 0) return false
  const text = Object.entries(limits).map(([name, wanted]) => `${name} = ${wanted}\n`)
  const options = { root: true, signal, allowFailure: true }
  await run(['mkdir', '-p', '/etc/sysctl.d'], options)
  await run(['tee', file], { ...options, input: text.join('') })
  for (const [name, , wanted] of low) await run(['tee', fileOf(name)], { ...options, input: `${wanted}\n` })
  return true
}
