import { log } from '#lib/base/log.ts'
import { incus } from '#lib/incus/client.ts'
import { readInstance, setInstanceConfig } from '#lib/incus/instances.ts'
import { configKeys } from '../lab-instance.ts'

/**
 * Saves what runs, or is paused, and prints a line for each: `saved NAME`, or `lost NAME: words`; and `net NAME`, `pool NAME` for those
 * that are active and do not start by themselves. A VM that cannot be saved, as a transient one, runs on.
 */
const saveScript = `virsh --quiet net-list --no-autostart --persistent --name | grep . | sed 's/^/net /'
virsh --quiet pool-list --no-autostart --persistent --name | grep . | sed 's/^/pool /'
virsh --quiet list --name | grep . | while read -r name; do
  if words=$(virsh --quiet managedsave "$name" < /dev/null 2>&1); then echo "saved $name"
  else echo "lost $name: $(echo "$words" | tr '\\n' ' ')"; fi
done
sync`

/**
 * A DHCP lease that ran out while the host was a template is no longer told, though the guest, for which no time has passed,
 * still uses the address.
 */
const resumeScript = `set -u
until=$(( $(date +%s) + 3600 ))
sed -i -E "s/(\\"expiry-time\\": )[0-9]+/\\1$until/" /var/lib/libvirt/dnsmasq/*.status 2> /dev/null
resume() {
  [ "$(virsh domstate "$1")" != 'shut off' ] || virsh --quiet start "$1" || echo "$1"
}
while read -r kind name; do
  case $kind in net|pool) virsh --quiet "$kind-start" "$name" > /dev/null 2>&1 < /dev/null ;; esac
done
for name; do resume "$name" & done 2>&1
wait`

const timeoutMs = 180_000

export interface SavedDomains {
  /** Names of the VMs that wait to go on. */
  saved: string[]
  /** Those that could not be saved and still run, with libvirt's words. */
  failed: { name: string; words: string }[]
}

/** Saves the VMs that run in a lab host, to be resumed when it starts the next time. */
export async function saveDomains(instance: string): Promise<SavedDomains> {
  const { stdout } = await incus().run(instance, ['sh', '-c', saveScript], { timeoutMs })
  const lines = stdout.split('\n').filter(Boolean)
  const saved = lines.filter((line) => line.startsWith('saved ')).map((line) => line.slice('saved '.length))
  const active = lines.filter((line) => /^(net|pool) /.test(line)).join('\n')
  await setInstanceConfig(incus(), instance, { [configKeys.running]: saved.join('\n'), [configKeys.active]: active })
  const failed = lines.flatMap((line) => {
    const [, name, words] = /^lost (.+?): (.*)$/.exec(line) ?? []
    return name === undefined ? [] : [{ name, words: (words ?? '').trim() }]
  })
  return { saved, failed }
}

/** Starts what ran when the host was saved, where it stopped; once. `onBegin`: called if there is something to start. */
export async function resumeSavedDomains(instance: string, onBegin?: () => Promise<void>): Promise<void> {
  const { config } = await readInstance(incus(), instance)
  const names = config[configKeys.running]?.split('\n').filter(Boolean) ?? []
  const active = config[configKeys.active] ?? ''
  if (names.length === 0 && active === '') return
  await onBegin?.()
  const command = ['sh', '-c', resumeScript, 'resume', ...names]
  const result = await incus().run(instance, command, { timeoutMs, input: `${active}\n` })
  // What was saved stays saved: the student finds it so, and can start it.
  if (result.stdout.trim()) log.warn({ instance, words: result.stdout.trim() }, 'a saved VM was not resumed')
  await setInstanceConfig(incus(), instance, { [configKeys.running]: '', [configKeys.active]: '' })
}
