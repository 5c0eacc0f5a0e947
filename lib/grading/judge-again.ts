import { creditOf } from './credit.ts'
import { evaluate } from './evaluate.ts'
import type { Evidence } from './evidence.ts'
import type { CheckpointDefinition } from './expectation.ts'
import { commandKey } from './host-facts.ts'

/** What a result was judged from. */
export interface StoredEvidence {
  definition: CheckpointDefinition
  evidence: Evidence
  /** Ids of the expectations that were true from the beginning of that host. */
  given?: string[]
}

export interface NewJudgement {
  status: 'passed' | 'partial'
  earned: number
  /** The first expectation that is not met. */
  unmet: string | null
}

/** Judges stored evidence by another definition; null where it cannot tell: it was not kept for what is asked now. */
export function judgeAgain(
  stored: StoredEvidence,
  definition: CheckpointDefinition,
  hints: number,
): NewJudgement | null {
  if (stored.evidence.unreachable !== null || !tells(stored, definition)) return null
  const judgement = evaluate(definition, stored.evidence)
  return {
    status: judgement.status === 'passed' ? 'passed' : 'partial',
    earned: creditOf(definition, judgement, { hints, given: stored.given ?? [] }),
    unmet: judgement.status === 'failed' ? judgement.unmet : null,
  }
}

/** Evidence has whole objects, of those names that the definition spoke of; of the host, what was asked. */
function tells({ definition: then, evidence }: StoredEvidence, now: CheckpointDefinition): boolean {
  // As it was kept at first: without the definitions, and so without devices.
  if (evidence.domains.some(({ config }) => config === undefined)) return false
  const known = new Set(then.expectations.map(({ subject }) => `${subject.kind} ${subject.name}`))
  return now.expectations.every((expectation) => {
    const { subject, test } = expectation
    if (!known.has(`${subject.kind} ${subject.name}`)) return false
    if (test.type === 'hasPackage') return evidence.host?.packages[test.package] !== undefined
    if (test.type === 'prints') return evidence.host?.outputs[commandKey(test.run)] !== undefined
    if (test.type === 'hasUserInGroup') return Object.keys(evidence.host?.groups ?? {}).length > 0
    return true
  })
}
