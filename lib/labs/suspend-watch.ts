import type { Dispose } from '#lib/base/dispose.ts'
import { env } from '#lib/base/env.ts'
import { log } from '#lib/base/log.ts'
import { metrics } from '#lib/base/metrics.ts'
import { singleton } from '#lib/base/singleton.ts'
import { db } from '#lib/db/client.ts'
import type { SuspensionView } from '#lib/gateway/protocol.ts'
import { keepActivity, lastActivity, onActivity } from './activity.ts'
import { isAtWork } from './at-work.ts'
import { readTimeLimits } from './class-limits.ts'
import { isBusy } from './lab-operations.ts'
import { openLiveModel } from './live/live-models.ts'
import { readPhase } from './phase-board.ts'
import { isWanted } from './slots/running-slots.ts'
import { suspendLab } from './suspend-lab.ts'
import { suspensionOf, warningMs } from './suspend-time.ts'

const everyMs = 15_000
/** Nobody is suspended without having been told so long before, though the server was just restarted. */
const leastWarningMs = 60_000
/** So soon where somebody waits for a place: a page that was left open does not keep it. */
const wantedIdleMs = 15 * 60_000
/** After a VM could not be saved. */
const retryMs = 15 * 60_000

interface Watch {
  startedAt: number
  /** What each lab's page was told, and when first. */
  warned: Map<string, SuspensionView & { since: number }>
  retryAt: Map<string, number>
}

const watch = () =>
  singleton('suspend-watch', (): Watch => ({ startedAt: Date.now(), warned: new Map(), retryAt: new Map() }))

/** Suspends labs that nobody uses and those whose time is over, after a word in their pages; until disposed. */
export function watchLabsForSuspension(): Dispose {
  const timer = setInterval(() => void lookAtLabs(), everyMs).unref()
  const unlisten = onActivity((labId) => {
    if (watch().warned.get(labId)?.why === 'idle') void unwarn(labId)
  })
  return () => {
    clearInterval(timer)
    void unlisten()
  }
}

/** Looks once at all labs; resolves when those that are due are suspended. */
export async function lookAtLabs(): Promise<void> {
  try {
    const labs = await db().lab.findMany({
      select: { id: true, studentId: true, lastActiveAt: true, extendedUntil: true },
    })
    keepActivity(new Set(labs.map(({ id }) => id)))
    const running = labs.filter(({ id }) => readPhase(id).phase === 'running')
    for (const labId of watch().warned.keys()) if (!running.some(({ id }) => id === labId)) await unwarn(labId)
    const limits = await readTimeLimits(running.map(({ studentId }) => studentId))
    // One after the other: saving VMs is disk work.
    for (const lab of running) await lookAt({ ...lab, limitMs: limits.get(lab.studentId) ?? null })
  } catch (error) {
    log.error({ err: error }, 'labs were not looked at for suspension')
  }
}

interface Seen {
  id: string
  lastActiveAt: Date | null
  extendedUntil: Date | null
  limitMs: number | null
}

async function lookAt(lab: Seen): Promise<void> {
  const { id, limitMs } = lab
  const { startedAt, warned, retryAt } = watch()
  const now = Date.now()
  const phase = readPhase(id)
  if (phase.phase !== 'running' || isBusy(id) || (retryAt.get(id) ?? 0) > now) return
  const idleMs = idleTime(id)
  const suspension = suspensionOf({
    since: phase.since,
    lastActiveAt: lastActivity(id) ?? lab.lastActiveAt?.getTime() ?? startedAt,
    idleMs,
    limitMs,
    extendedUntil: lab.extendedUntil?.getTime() ?? null,
  })
  if (!suspension || now < suspension.at - warningMs({ idleMs, limitMs }, suspension.why)) return unwarn(id)
  const since = warned.get(id)?.since ?? now
  const least = Math.min(leastWarningMs, idleMs > 0 ? idleMs / 2 : leastWarningMs)
  const at = Math.max(suspension.at, since + least)
  if (now < at) return warn(id, { at, why: suspension.why, since })
  if (await isAtWork(id)) return
  await suspend(id, suspension.why)
}

/** How long the lab may lie unused, in ms; 0: for ever. */
function idleTime(labId: string): number {
  const usual = env.idleMinutes * 60_000
  if (!isWanted(labId)) return usual
  return usual === 0 ? wantedIdleMs : Math.min(usual, wantedIdleMs)
}

async function suspend(labId: string, why: SuspensionView['why']): Promise<void> {
  const { warned, retryAt } = watch()
  const askedAt = Date.now()
  const unless = () => why === 'idle' && (lastActivity(labId) ?? 0) >= askedAt
  try {
    await suspendLab({ labId, why, unless })
    if (readPhase(labId).phase !== 'stopped') return
    metrics().suspensions.inc({ why })
    log.info({ lab: labId, why }, 'lab suspended')
  } catch (error) {
    retryAt.set(labId, Date.now() + retryMs)
    log.warn({ err: error, lab: labId }, 'a lab was not suspended')
  } finally {
    if (warned.has(labId)) await unwarn(labId)
  }
}

async function warn(labId: string, suspension: SuspensionView & { since: number }): Promise<void> {
  watch().warned.set(labId, suspension)
  const { at, why } = suspension
  const model = await openLiveModel(labId)
  const shown = model?.state.suspension.suspension
  if (shown?.at === at && shown.why === why) return
  model?.publish(Date.now(), [{ collection: 'suspension', id: 'suspension', value: { at, why } }])
}

async function unwarn(labId: string): Promise<void> {
  if (!watch().warned.delete(labId)) return
  const model = await openLiveModel(labId)
  model?.publish(Date.now(), [{ collection: 'suspension', id: 'suspension', value: null }])
}
