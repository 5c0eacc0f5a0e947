import type { Dispose } from '#lib/base/dispose.ts'
import { log } from '#lib/base/log.ts'
import { singleton } from '#lib/base/singleton.ts'
import { db } from '#lib/db/client.ts'

/** The database hears of it no more often. */
const saveEveryMs = 60_000

interface Activity {
  /** When each lab was last used, as this process saw it; ms. */
  last: Map<string, number>
  saved: Map<string, number>
  listeners: Set<(labId: string) => void>
}

const activity = () =>
  singleton('lab-activity', (): Activity => ({ last: new Map(), saved: new Map(), listeners: new Set() }))

/** Somebody types or clicks in a page of the lab, or a program prints in its terminal. */
export function noteActivity(labId: string): void {
  const { last, saved, listeners } = activity()
  const now = Date.now()
  last.set(labId, now)
  for (const listener of [...listeners]) listener(labId)
  if (now - (saved.get(labId) ?? 0) < saveEveryMs) return
  saved.set(labId, now)
  db()
    .lab.updateMany({ where: { id: labId }, data: { lastActiveAt: new Date(now) } })
    .catch((error: unknown) => log.warn({ err: error, lab: labId }, 'the use of a lab was not noted'))
}

/** When the lab was last used, since this server runs; ms. */
export function lastActivity(labId: string): number | null {
  return activity().last.get(labId) ?? null
}

/** Calls `listener` each time that any lab is used. */
export function onActivity(listener: (labId: string) => void): Dispose {
  const { listeners } = activity()
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** Forgets labs that are gone. */
export function keepActivity(labIds: ReadonlySet<string>): void {
  const { last, saved } = activity()
  for (const map of [last, saved]) for (const labId of map.keys()) if (!labIds.has(labId)) map.delete(labId)
}
