import type { Evidence } from './evidence.ts'
import type { CheckpointDefinition, Expectation, Localized } from './expectation.ts'
import { testHost } from './test-host.ts'
import { testNetwork } from './test-network.ts'
import { testPool } from './test-pool.ts'
import { testVm } from './test-vm.ts'

/** `actual`: what is the case, in libvirt's own words and so in no language; null when there is nothing to say. */
export interface Finding {
  met: boolean
  actual: string | null
}

export type ExpectationFinding = Finding & { id: string }

export type Judgement =
  | { status: 'passed'; expectations: ExpectationFinding[] }
  | { status: 'failed'; expectations: ExpectationFinding[]; unmet: string; hint: Localized }
  | { status: 'unreachable'; expectations: ExpectationFinding[]; reason: string }

/** Judges a checkpoint from its evidence alone: the same two give the same judgement at any later time. */
export function evaluate(definition: CheckpointDefinition, evidence: Evidence): Judgement {
  if (evidence.unreachable !== null) {
    const expectations = definition.expectations.map(({ id }) => ({ id, met: false, actual: null }))
    return { status: 'unreachable', expectations, reason: evidence.unreachable }
  }
  const expectations = definition.expectations.map((e) => ({ id: e.id, ...testExpectation(e, evidence) }))
  const index = expectations.findIndex((finding) => !finding.met)
  const expectation = definition.expectations[index]
  const finding = expectations[index]
  if (!expectation || !finding) return { status: 'passed', expectations }
  return { status: 'failed', expectations, unmet: finding.id, hint: fillIn(expectation.unmet, finding.actual) }
}

function testExpectation(expectation: Expectation, evidence: Evidence): Finding {
  const { kind, name } = expectation.subject
  if (kind === 'vm') return testVm(name, expectation.test as never, evidence)
  if (kind === 'pool') return testPool(name, expectation.test as never, evidence)
  if (kind === 'network') return testNetwork(name, expectation.test as never, evidence)
  return testHost(expectation.test as never, evidence)
}

/** Puts what is the case into the words of an unmet expectation. */
export function fillIn(words: Localized, actual: string | null): Localized {
  return {
    zh: words.zh.replaceAll('{actual}', actual ?? '（无）'),
    en: words.en.replaceAll('{actual}', actual ?? '(none)'),
  }
}
