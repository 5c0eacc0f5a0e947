import { compareNames } from '#lib/classes/compare-names.ts'
import type { WallEntry } from '#lib/help/wall-entries.ts'

export const wallFilters = ['all', 'hand', 'stuck', 'idle', 'not-started'] as const
export type WallFilter = (typeof wallFilters)[number]
export const wallSorts = ['name', 'stuck', 'progress', 'activity'] as const
export type WallSort = (typeof wallSorts)[number]

/** Who did nothing for longer is not at work. */
const activeMs = 10 * 60_000

export interface WallTerms {
  now: number
  /** No checkpoint for so long, at work: stuck. */
  stuckMinutes: number
  /** Checkpoints of each lesson. */
  checkpoints: Readonly<Record<string, readonly string[]>>
}

export function isActive({ phase, lastActivityAt }: WallEntry, { now }: Pick<WallTerms, 'now'>): boolean {
  return phase === 'running' && lastActivityAt !== null && now - lastActivityAt < activeMs
}

/** Since when nothing was passed, for one at work with something left to pass; null for others. */
export function stuckSince(entry: WallEntry, terms: WallTerms): number | null {
  const open = (entry.lesson ? (terms.checkpoints[entry.lesson] ?? []) : []).some((id) => !entry.passed.includes(id))
  if (!open || !isActive(entry, terms)) return null
  const since = Math.max(entry.lastPassAt ?? 0, entry.since ?? 0)
  return terms.now - since >= terms.stuckMinutes * 60_000 ? since : null
}

export function matches(entry: WallEntry, filter: WallFilter, terms: WallTerms): boolean {
  if (filter === 'hand') return entry.hand !== null
  if (filter === 'stuck') return stuckSince(entry, terms) !== null
  if (filter === 'idle') return entry.phase === 'running' && !isActive(entry, terms)
  if (filter === 'not-started') return entry.lastActivityAt === null
  return true
}

/** Hands first, who waits longest before the others; then as asked. */
export function sortWall(entries: readonly WallEntry[], sort: WallSort, terms: WallTerms): WallEntry[] {
  const progress = ({ lesson, passed }: WallEntry) =>
    lesson ? (terms.checkpoints[lesson] ?? []).filter((id) => passed.includes(id)).length : -1
  const keys: Record<WallSort, (a: WallEntry, b: WallEntry) => number> = {
    name: compareNames,
    stuck: (a, b) => (stuckSince(a, terms) ?? terms.now) - (stuckSince(b, terms) ?? terms.now),
    progress: (a, b) => (a.lesson ?? '').localeCompare(b.lesson ?? '') || progress(a) - progress(b),
    activity: (a, b) => (b.lastActivityAt ?? 0) - (a.lastActivityAt ?? 0),
  }
  const hand = (entry: WallEntry) => entry.hand?.at ?? Number.POSITIVE_INFINITY
  return entries.toSorted((a, b) => (hand(a) === hand(b) ? keys[sort](a, b) || compareNames(a, b) : hand(a) - hand(b)))
}
