import { log } from '#lib/base/log.ts'
import { metrics } from '#lib/base/metrics.ts'
import { db } from '#lib/db/client.ts'
import { incus } from '#lib/incus/client.ts'
import {
  findInstance,
  imageOf,
  type Instance,
  readInstance,
  removeInstance,
  startInstance,
  stopInstance,
} from '#lib/incus/instances.ts'
import { readLabLimits } from './class-limits.ts'
import { explainFailure } from './lab-error.ts'
import { createLabInstance } from './lab-instance.ts'
import type { LabRecord } from './lab-record.ts'
import type { LabLimits } from './limits.ts'
import { advance, readPhase } from './phase-board.ts'
import { unparkHost } from './parking.ts'
import { resumeSavedDomains } from './starts/saved-domains.ts'
import { ensureStartTemplate } from './starts/start-template.ts'
import { claimWarmHost } from './warm-pool.ts'
import { waitForLibvirt, waitForLogin } from './wait-until-up.ts'

/** Brings a lab up from whatever is there. On failure what was made here is undone, and the error is thrown on. */
export async function bringUp(lab: LabRecord, o: { signal?: AbortSignal; limits?: LabLimits } = {}): Promise<void> {
  const { id, studentId, start } = lab
  const { signal } = o
  let { instance } = lab
  let warm: string | null = null
  const timer = metrics().labStarts.startTimer()
  const before = await findInstance(incus(), instance, { signal })
  if (before?.running && readPhase(id).phase === 'running') return
  try {
    if (!before && !(await unparkHost(lab))) {
      await advance(id, { type: 'provision', stage: 'creating' })
      const template = await ensureStartTemplate(start)
      const limits = o.limits ?? (await readLabLimits(studentId))
      warm = await claimWarmHost(lab, { template, limits })
      instance = warm ?? instance
      if (!warm) await createLabInstance({ labId: id, name: instance, template, limits, signal })
      // What it was made of, whatever new ones are made of by now.
      const image = imageOf(await readInstance(incus(), instance))
      await db().lab.updateMany({ where: { id }, data: { image, given: null } })
    }
    // One of the pool was up when it was put there.
    if (!warm) await startHost(lab, before, signal)
    await resumeSavedDomains(instance, () => advance(id, { type: 'provision', stage: 'resuming' }))
    await advance(id, { type: 'ready' })
    timer({ outcome: 'ready' })
  } catch (error) {
    timer({ outcome: signal?.aborted ? 'cancelled' : 'failed' })
    if (!signal?.aborted) metrics().labFailures.inc({ code: explainFailure(error).code })
    await undo(instance, before).catch((err: unknown) => log.error({ lab: id, err }, 'a failed start was not undone'))
    if (signal?.aborted) await advance(id, { type: !before ? 'removed' : before.running ? 'ready' : 'stopped' })
    throw error
  }
}

async function startHost({ id, instance }: LabRecord, before: Instance | null, signal?: AbortSignal): Promise<void> {
  if (!before?.running) {
    await advance(id, { type: 'provision', stage: 'starting' })
    signal?.throwIfAborted()
    await startInstance(incus(), instance)
  }
  await waitForLogin(instance, signal)
  await advance(id, { type: 'provision', stage: 'libvirt' })
  await waitForLibvirt(instance, signal).catch((error: { code?: string }) => {
    // In a lab that exists, the student may have broken libvirtd (or be learning to): the terminal is where it is mended.
    if (!before || error.code === undefined || signal?.aborted) throw error
    log.warn({ lab: id, err: error }, 'libvirtd does not answer; the lab is up without it')
  })
}

async function undo(instance: string, before: Instance | null): Promise<void> {
  if (!before) await removeInstance(incus(), instance)
  else if (!before.running) await stopInstance(incus(), instance, { force: true })
}
