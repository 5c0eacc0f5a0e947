import type { LiveChange, LiveCollection, LiveState } from '#lib/gateway/protocol.ts'

/** A new state with the changes made; collections and entries that don't change stay the same objects. Runs in the browser too. */
export function applyChanges(state: LiveState, changes: LiveChange[]): LiveState {
  const next: Record<LiveCollection, Record<string, unknown>> = { ...state }
  const copied = new Set<LiveCollection>()
  for (const { collection, id, value } of changes) {
    if (!copied.has(collection)) {
      next[collection] = { ...next[collection] }
      copied.add(collection)
    }
    if (value === null) delete next[collection][id]
    else next[collection][id] = value
  }
  return next as unknown as LiveState
}
