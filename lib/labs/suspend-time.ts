import type { SuspensionView } from '#lib/gateway/protocol.ts'

/** All in ms. */
export interface LabUse {
  /** Since when the lab runs. */
  since: number
  lastActiveAt: number
  /** How long it may lie unused; 0: for ever. */
  idleMs: number
  /** How long it may run at a stretch; null: as long as it is used. */
  limitMs: number | null
  /** Staff let it run until then. */
  extendedUntil: number | null
}

const longestWarningMs = 5 * 60_000

/** When a running lab is to be suspended, and why; null: not at all. Pure. */
export function suspensionOf({ since, lastActiveAt, idleMs, limitMs, extendedUntil }: LabUse): SuspensionView | null {
  const idleAt = idleMs > 0 ? Math.max(since, lastActiveAt) + idleMs : Infinity
  const limitAt = limitMs === null ? Infinity : Math.max(since + limitMs, extendedUntil ?? 0)
  const at = Math.min(idleAt, limitAt)
  if (at === Infinity) return null
  return { at, why: limitAt <= idleAt ? 'limit' : 'idle' }
}

/** How long before it the page says so: five minutes, or half of a short time. */
export function warningMs({ idleMs, limitMs }: Pick<LabUse, 'idleMs' | 'limitMs'>, why: SuspensionView['why']): number {
  return Math.min(longestWarningMs, (why === 'limit' ? (limitMs ?? 0) : idleMs) / 2)
}
