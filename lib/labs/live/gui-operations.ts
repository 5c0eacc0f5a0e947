import { singleton } from '#lib/base/singleton.ts'
import type { HistoryEntry } from '#lib/gateway/protocol.ts'
import type { ObservedChange, SubjectKind } from './describe-change.ts'

/**
 * What pages are doing right now, so that its effects are told as the page's and not as the terminal's. An effect may
 * come after the call has answered (a guest takes its time to shut down): then it is claimed for a while longer.
 */
export interface GuiOperation {
  labId: string
  /** All changes of these are its effects. */
  subjects: readonly { kind: SubjectKind; name: string }[]
  /** How long after the call the effects may still come. */
  settleMs: number
  /** Which of them, by their summary, may come so late; the first one ends the claim, unless it comes in steps. All, if not said. */
  lateEffects?: readonly string[]
  /** Told of each effect: what it changed in the XML. Gives the entry of the history that tells it, if there is one yet. */
  onEffect?: (diff: string) => HistoryEntry | null
}

interface Claim extends GuiOperation {
  /** null while the call runs. */
  until: number | null
}

const claims = singleton('gui-operations', () => new Set<Claim>())

/** Runs a page's operation; changes of its subjects are its effects and count as the page's. */
export async function runGuiOperation<T>(operation: GuiOperation, run: () => Promise<T>): Promise<T> {
  const claim: Claim = { ...operation, until: null }
  claims.add(claim)
  try {
    return await run()
  } finally {
    // What a failed operation puts back is its own doing too.
    claim.until = Date.now() + operation.settleMs
  }
}

/** The operation that did this; null if none: then it was done in the terminal. */
export function claimOf(
  labId: string,
  change: Pick<ObservedChange, 'kind' | 'name' | 'summary'>,
  now: number,
): GuiOperation | null {
  for (const claim of claims) {
    if (claim.until !== null && claim.until < now) claims.delete(claim)
    else if (matches(claim, labId, change) && isEffect(claim, change.summary)) return claim
  }
  return null
}

/** A balloon moves in steps. */
const inSteps = ['vm-memory']

function isEffect(claim: Claim, summary: string): boolean {
  if (!claim.lateEffects) return true
  const awaited = claim.lateEffects.includes(summary)
  if (awaited && !inSteps.includes(summary)) claims.delete(claim)
  return awaited || claim.until === null
}

function matches(claim: Claim, labId: string, { kind, name }: Pick<ObservedChange, 'kind' | 'name'>): boolean {
  return claim.labId === labId && claim.subjects.some((subject) => subject.kind === kind && subject.name === name)
}
