import { db } from '#lib/db/client.ts'
import { lastActivity } from '../activity.ts'
import { isAtWork } from '../at-work.ts'
import { isBusy } from '../lab-operations.ts'
import { openLiveModel } from '../live/live-models.ts'
import { readPhase } from '../phase-board.ts'

/** A page that is reloaded, or a browser that comes back, is no end of use. */
const unusedMs = 2 * 60_000

/** Of these labs the one that was longest unused: it runs, no page of it is open, nothing is under way in it. Null: all are used. */
export async function findUnused(labIds: string[]): Promise<string | null> {
  const rows = await db().lab.findMany({ where: { id: { in: labIds } }, select: { id: true, lastActiveAt: true } })
  const found: { id: string; since: number }[] = []
  for (const { id, lastActiveAt } of rows) {
    const phase = readPhase(id)
    if (phase.phase !== 'running' || isBusy(id)) continue
    const since = Math.max(phase.since, lastActivity(id) ?? lastActiveAt?.getTime() ?? 0)
    if (Date.now() - since < unusedMs || (await openLiveModel(id)) || (await isAtWork(id))) continue
    found.push({ id, since })
  }
  return found.toSorted((a, b) => a.since - b.since)[0]?.id ?? null
}

/** Whether it still is, when its turn has come. */
export function isUnused(labId: string): boolean {
  return Date.now() - (lastActivity(labId) ?? 0) >= unusedMs
}
