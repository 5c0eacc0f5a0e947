import type { Judgement } from './evaluate.ts'
import type { CheckpointDefinition } from './expectation.ts'
import { costOf } from './hints.ts'

/**
 * Points of a judgement: all for a pass, less what the hints cost; else the share of what is met, leaving out what was true from the
 * beginning of the host (`given`: ids of expectations). Whole points, rounded down; a pass to the nearest.
 */
export function creditOf(
  definition: CheckpointDefinition,
  judgement: Judgement,
  o: { hints: number; given: readonly string[] },
): number {
  const most = (definition.points * (100 - costOf(o.hints))) / 100
  if (judgement.status === 'passed') return Math.round(most)
  const own = judgement.expectations.filter(({ id }) => !o.given.includes(id))
  if (own.length === 0) return 0
  return Math.floor((most * own.filter(({ met }) => met).length) / own.length)
}
