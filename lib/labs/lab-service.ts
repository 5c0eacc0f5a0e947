import { db } from '#lib/db/client.ts'
import type { LabPhase, WireError } from '#lib/gateway/protocol.ts'
import { incus } from '#lib/incus/client.ts'
import { findInstance, removeInstance } from '#lib/incus/instances.ts'
import { plainStart } from '#lib/lessons/lesson-starts.ts'
import { findNewerImage } from './image-age.ts'
import { explainFailure, toWireError } from './lab-error.ts'
import { runOperation } from './lab-operations.ts'
import { findOrCreateRecord, type LabRecord, readRecord, setStart } from './lab-record.ts'
import { recordGuiEntry } from './live/chronicle.ts'
import { openLiveModel } from './live/live-models.ts'
import { isParked, isSameHost, parkHost, removeAllParked, removeParked } from './parking.ts'
import { admitLab, advance, dismissLab, onPhase, readPhase } from './phase-board.ts'
import { recountQuotasSoon } from './recount-quotas.ts'
import { freshName, replaceInstance } from './reset-lab.ts'
import { shutDownHost } from './shut-down-host.ts'
import { leaveQueue, takeSlot } from './slots/running-slots.ts'
import { bringUp } from './start-lab.ts'
import { ensureStartTemplate } from './starts/start-template.ts'

/** The student's lab in the course: one, whoever asks how often. Nothing runs yet; startLab makes it. */
export async function findOrCreateLab(o: { studentId: string; courseId: string }): Promise<LabRecord> {
  const record = await findOrCreateRecord(o)
  admitLab(record)
  return { ...record, phase: readPhase(record.id) }
}

/**
 * Makes the lab's instance if there is none, starts it and waits until libvirt answers. Calls at the same time join.
 * Codes: lab.not-found, .image-missing, .not-set-up, .no-space, .no-memory, .host-unreachable, .start-timeout,
 * .libvirt-failed, .operation-failed; the phase is then `failed` and what was made is gone. While as many labs run as may, it waits;
 * `wait` false: lab.class-full, .site-full, and nothing has changed.
 */
export async function startLab(o: {
  labId: string
  signal?: AbortSignal
  onPhase?: (phase: LabPhase) => void
  wait?: boolean
}): Promise<void> {
  const { labId, signal, wait } = o
  const lab = await admit(labId)
  const dispose = o.onPhase && onPhase(labId, o.onPhase)
  try {
    await withSlot(lab, { signal, wait }, () =>
      runOperation({ labId, kind: 'start', signal }, (inner) =>
        reportFailure(labId, async () => bringUp(await readRecord(labId), { signal: inner })),
      ),
    )
  } finally {
    await dispose?.()
  }
}

/** Waits for a place among the labs that may run, and holds it as long as the work takes; then the phase says that it runs. */
async function withSlot(
  lab: LabRecord,
  o: { signal?: AbortSignal; wait?: boolean },
  work: () => Promise<void>,
): Promise<void> {
  const release = await takeSlot(lab, o)
  try {
    await work()
  } finally {
    release()
  }
}

/** Shuts the lab down, or cuts it off if it takes too long. Nothing to do for one that does not run. */
export async function stopLab({ labId }: { labId: string }): Promise<void> {
  await admit(labId)
  leaveQueue(labId)
  await runOperation({ labId, kind: 'stop' }, () =>
    reportFailure(labId, async () => {
      const lab = await readRecord(labId)
      const instance = await findInstance(incus(), lab.instance)
      await advance(labId, { type: 'stop' })
      if (!instance) return advance(labId, { type: 'removed' })
      if (instance.running) await shutDownHost(lab.instance)
      await advance(labId, { type: 'stopped' })
    }),
  )
}

/** Replaces the lab's host by a fresh one at the same start state. If it cannot be made, the old one stays as it was. */
export async function resetLab({ labId }: { labId: string }): Promise<void> {
  const { start } = await readRecord(labId)
  await jumpLab({ labId, start })
}

/**
 * Puts a host at a start state (`plain`, `<lesson>`, `<lesson>#<step>`) in the lab's place and starts it. Each chapter has a host
 * of its own: when another chapter's is asked for, the one there is parked. `resume`: the chapter's host as it was left, if
 * there is one; otherwise it is a fresh one. While the start state is prepared for the first time, and if it cannot be, the
 * host goes on as it was. Codes: lesson.no-start, lab.start-failed, and startLab's.
 */
export async function jumpLab(o: { labId: string; start: string; resume?: boolean }): Promise<void> {
  const { labId, start, resume = false } = o
  await withSlot(await admit(labId), {}, () =>
    runOperation({ labId, kind: `jump to ${start}` }, async (signal) => {
      const lab = await admit(labId)
      const sameHost = isSameHost(lab.start, start)
      const resumed = resume && (sameHost || (await isParked({ id: labId, start })))
      try {
        if (!resumed) {
          await tellStart(labId, { preparing: start })
          const template = await ensureStartTemplate(start)
          if (sameHost) await replaceInstance(lab, template)
          else await removeParked({ id: labId, start })
        }
        if (!sameHost) await parkLab(lab)
      } catch (error) {
        await tellStart(labId, { error: toWireError(explainFailure(error)) })
        throw error
      }
      if (!(resumed && sameHost)) {
        await setStart(labId, start)
        const entry = {
          at: Date.now(),
          command: null,
          summary: resumed ? 'lab-resume' : 'lab-reset',
          params: { start },
          diff: null,
        }
        recordGuiEntry(labId, await openLiveModel(labId), entry)
      }
      await reportFailure(labId, async () => bringUp(await readRecord(labId), { signal }))
      await tellStart(labId, {})
    }),
  )
}

async function parkLab(lab: LabRecord): Promise<void> {
  const before = await findInstance(incus(), lab.instance)
  await advance(lab.id, { type: 'reset' })
  try {
    await parkHost(lab)
  } catch (error) {
    await advance(lab.id, { type: before ? (before.running ? 'ready' : 'stopped') : 'removed' })
    throw error
  }
}

/** Says to the lab's pages which start state its host has, and how it is with the one on the way. */
async function tellStart(labId: string, on: { preparing?: string; error?: WireError }): Promise<void> {
  const model = await openLiveModel(labId)
  if (!model) return
  const record = await readRecord(labId)
  const preparing = on.preparing ? { key: on.preparing, since: Date.now() } : null
  const value = { key: record.start, preparing, error: on.error ?? null, newerImage: await findNewerImage(record) }
  model.publish(Date.now(), [{ collection: 'start', id: 'start', value }])
}

/**
 * Deletes the lab's hosts, and its record with all that hangs on it. `keepRecord`: the history stays, and the next start makes a plain
 * host. `first`: done before, when it is the lab's turn; if it fails, nothing is deleted.
 */
export async function deleteLab(o: {
  labId: string
  keepRecord?: boolean
  first?: (lab: LabRecord) => Promise<void>
}): Promise<void> {
  const { labId, keepRecord, first } = o
  await admit(labId)
  leaveQueue(labId)
  // What is to be done before must not be passed over by joining one that does without.
  await runOperation({ labId, kind: first ? 'delete after' : 'delete' }, async () => {
    const lab = await readRecord(labId)
    await first?.(lab)
    await advance(labId, { type: 'stop' })
    await reportFailure(labId, async () => {
      await removeInstance(incus(), freshName(lab.instance))
      await removeInstance(incus(), lab.instance)
      await removeAllParked(lab)
      recountQuotasSoon()
    })
    await advance(labId, { type: 'removed' })
    if (keepRecord) return forgetHost(labId)
    await db().lab.deleteMany({ where: { id: labId } })
    dismissLab(labId)
  })
}

/** What was true of the host that is gone. */
async function forgetHost(labId: string): Promise<void> {
  const data = { start: plainStart, given: null, image: null, extendedUntil: null, creations: { deleteMany: {} } }
  await db().lab.update({ where: { id: labId }, data })
}

async function admit(labId: string): Promise<LabRecord> {
  const record = await readRecord(labId)
  admitLab(record)
  return record
}

async function reportFailure(labId: string, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    const explained = explainFailure(error)
    // Cancelled is undone, not failed.
    if (explained.code !== 'lab.cancelled') await advance(labId, { type: 'fail', error: toWireError(explained) })
    throw explained
  }
}

export { onPhase, readPhase } from './phase-board.ts'
