import { env } from '#lib/base/env.ts'
import { log } from '#lib/base/log.ts'
import { singleton } from '#lib/base/singleton.ts'
import { incus } from '#lib/incus/client.ts'
import { type Instance, listInstances, removeInstance } from '#lib/incus/instances.ts'
import { type LifecycleEvent, watchLifecycle } from '#lib/incus/lifecycle-events.ts'
import { readDeploymentId } from './deployment-id.ts'
import { configKeys } from './lab-instance.ts'
import { isBusy } from './lab-operations.ts'
import { type LabRecord, listRecords } from './lab-record.ts'
import { startLab } from './lab-service.ts'
import { isParkedHost } from './parking.ts'
import { admitLab, advance, labOfInstance, readPhase } from './phase-board.ts'
import { adoptNewImage } from './new-image.ts'
import { finishReset } from './reset-lab.ts'

/**
 * At boot: makes the records and Incus agree. What runs is adopted as it is, what was half made is finished or undone,
 * instances of ours that no record knows are deleted. From then on phases follow what happens in Incus, whoever does it.
 * Rejects with `incus.unreachable`.
 */
export async function reconcileLabs(): Promise<void> {
  const records = await listRecords()
  for (const record of records) {
    admitLab(record)
    await finishReset(record.instance)
  }
  const instances = await listOurInstances()
  const known = new Set(records.map((record) => record.instance))
  for (const [name, { config }] of instances) {
    // Those of the warm pool are keepWarmPool's.
    if (config[configKeys.warm] || known.has(name) || records.some(({ id }) => isParkedHost(name, id))) continue
    log.warn({ instance: name }, 'no lab knows this instance: deleted')
    await removeInstance(incus(), name)
  }
  for (const record of records) settle(record, instances.get(record.instance))
  followIncus()
}

async function listOurInstances(): Promise<Map<string, Instance>> {
  const instances = await listInstances(incus(), configKeys.deployment, await readDeploymentId())
  return new Map(instances.map((instance) => [instance.name, instance]))
}

/** Makes a lab's phase say what its instance is; one on its way up is brought up, in the background. */
function settle(record: LabRecord, instance: Instance | undefined): void {
  const { id } = record
  if (isBusy(id)) return
  const before = readPhase(id)
  const { phase } = before
  const waited = before.phase === 'provisioning' && before.stage === 'queued'
  const wanted = phase === 'provisioning' || phase === 'resetting'
  if (!instance && !waited) void advance(id, { type: 'removed' })
  else if (instance?.running) phase !== 'running' && bringUpLater(id)
  else if (wanted) bringUpLater(id)
  else if (phase !== 'failed') void advance(id, { type: 'stopped' })
}

function bringUpLater(labId: string): void {
  startLab({ labId }).catch((error: unknown) => log.warn({ lab: labId, err: error }, 'a lab was not brought up'))
}

function followIncus(): void {
  singleton('lab-watch', () => {
    let first = true
    return watchLifecycle(incus(), {
      onEvent: applyEvent,
      onAlias: (alias) => {
        if (alias === env.labImage) void adoptNewImage()
      },
      onConnected: () => {
        // What happened while nobody listened; at the first connection reconcileLabs has just looked.
        if (!first) {
          void resettle().catch((error: unknown) => log.warn({ err: error }, 'labs were not looked at again'))
          void adoptNewImage()
        }
        first = false
      },
    })
  })
}

async function resettle(): Promise<void> {
  const instances = await listOurInstances()
  for (const record of await listRecords()) settle(record, instances.get(record.instance))
}

function applyEvent({ action, instance }: LifecycleEvent): void {
  const labId = labOfInstance(instance)
  if (!labId || isBusy(labId)) return
  if (action === 'instance-deleted') void advance(labId, { type: 'removed' })
  else if (action === 'instance-started') bringUpLater(labId)
  else void advance(labId, { type: 'stopped' })
}
