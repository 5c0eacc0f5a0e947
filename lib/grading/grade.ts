import type { CheckpointView } from '#lib/gateway/protocol.ts'
import type { StoredResult } from './results.ts'

export interface Override {
  points: number
  reason: string
  byName: string
  at: number
}

/** How a student stands in one checkpoint, all attempts together. */
export interface Grade {
  /** What counts: the override's points, or the most that an attempt has earned. */
  earned: number
  /** What was judged, whatever the override says. */
  judged: number
  passed: boolean
  /** When it was passed first. */
  passedAt: number | null
  via: CheckpointView['via']
  override: Override | null
}

/** `results`: those of one student in one checkpoint. Null: nothing was earned or given. */
export function gradeOf(results: StoredResult[], override: Override | null): Grade | null {
  if (results.length === 0 && !override) return null
  const passes = results.filter(({ status }) => status === 'passed')
  const judged = Math.max(0, ...results.map(({ earned }) => earned))
  const best = passes.toSorted((a, b) => b.earned - a.earned)[0]
  return {
    earned: override?.points ?? judged,
    judged,
    passed: passes.length > 0,
    passedAt:
      passes.length > 0 ? Math.min(...passes.map(({ passedAt }) => passedAt ?? Number.POSITIVE_INFINITY)) : null,
    via: passes.some(({ via }) => via === 'both') ? 'both' : (best?.via ?? null),
    override,
  }
}
