import type { Stage } from './call-platform.ts'

const firstWaitMs = 30_000
const longestWaitMs = 60 * 60_000
/** So often is a score offered that the platform refuses; after that, when it changes or staff say so. */
const mostRefusals = 8

/** Later than `last`, in whole seconds too: Moodle compares those, and refuses what is not later. */
export function nextStamp(last: Date | null, now: Date): Date {
  if (!last) return now
  const nextSecond = (Math.floor(last.getTime() / 1000) + 1) * 1000
  return new Date(Math.max(now.getTime(), nextSecond))
}

/** When to try again: soon, then ever more rarely; null: not by itself. */
export function retryAt(o: { failures: number; now: Date; stage: Stage; status: number }): Date | null {
  const { failures, now, stage, status } = o
  const refused = stage === 'score' && status < 500 && ![408, 409, 425, 429].includes(status)
  if (refused && failures >= mostRefusals) return null
  return new Date(now.getTime() + Math.min(firstWaitMs * 2 ** (failures - 1), longestWaitMs))
}
