import { log } from '#lib/base/log.ts'
import type { SuspendReason } from '#lib/gateway/protocol.ts'
import { incus } from '#lib/incus/client.ts'
import { findInstance } from '#lib/incus/instances.ts'
import { labError } from './lab-error.ts'
import { runOperation } from './lab-operations.ts'
import { readRecord } from './lab-record.ts'
import { advance, admitLab, readPhase } from './phase-board.ts'
import { shutDownHost } from './shut-down-host.ts'
import { resumeSavedDomains, saveDomains } from './starts/saved-domains.ts'

/** What has no definition is gone when it stops: such a host is not suspended. */
const transientScript = `virsh --quiet list --transient --name | grep .; virsh --quiet net-list --transient --name | grep .
virsh --quiet pool-list --transient --name | grep .; true`

/** The VMs that still run, whoever started them: libvirtd may not answer. One that has just been saved takes a moment to end. */
const leftScript = `vms() { pgrep -a qemu-system | sed -n 's/.*-name guest=\\([^,]*\\).*/\\1/p;t;s/.*/qemu/p'; }
for _ in 1 2 3 4 5 6 7 8 9 10; do [ -n "$(vms)" ] || exit 0; sleep 0.5; done; vms`

/**
 * Saves the lab's running VMs (paused ones stay paused) and stops its host; startLab goes on exactly there. Nothing to do for a lab
 * that does not run. If a VM cannot be saved all go on, nothing is stopped. `unless`: asked when its turn has come. Codes:
 * lab.not-saved (params: name; words in `detail`), .operation-failed.
 */
export async function suspendLab(o: { labId: string; why: SuspendReason; unless?: () => boolean }): Promise<void> {
  const { labId, why, unless } = o
  const lab = await readRecord(labId)
  admitLab(lab)
  await runOperation({ labId, kind: 'suspend' }, async () => {
    if (readPhase(labId).phase !== 'running' || unless?.()) return
    const { instance } = await readRecord(labId)
    const host = await findInstance(incus(), instance)
    if (!host?.running) return
    await refuseTransient(instance)
    await advance(labId, { type: 'stop' })
    try {
      const vms = await saveAll(instance)
      await shutDownHost(instance)
      await advance(labId, { type: 'stopped', suspended: { vms, why } })
    } catch (error) {
      await goOn(labId, instance)
      throw error
    }
  })
}

async function refuseTransient(instance: string): Promise<void> {
  const { stdout } = await incus().run(instance, ['sh', '-c', transientScript], { timeoutMs: 30_000 })
  const name = stdout.split('\n').find(Boolean)
  if (name === undefined) return
  throw labError('not-saved', `${name} is transient`, { status: 409, params: { name, words: 'transient' } })
}

async function saveAll(instance: string): Promise<number> {
  const { saved, failed } = await saveDomains(instance)
  const left = await incus().run(instance, ['sh', '-c', leftScript], { timeoutMs: 30_000 })
  const { name, words } = failed[0] ?? { name: left.stdout.split('\n')[0] ?? '', words: 'it still runs' }
  if (name === '') return saved.length
  throw labError('not-saved', `${name} was not saved: ${words}`, { status: 500, params: { name, words } })
}

/** What was saved runs again, and the host is as it was. */
async function goOn(labId: string, instance: string): Promise<void> {
  try {
    if ((await findInstance(incus(), instance))?.running) await resumeSavedDomains(instance)
  } catch (err) {
    log.error({ lab: labId, err }, 'VMs that were saved were not resumed')
  } finally {
    const running = (await findInstance(incus(), instance).catch(() => null))?.running
    await advance(labId, { type: running === false ? 'stopped' : 'ready' })
  }
}
