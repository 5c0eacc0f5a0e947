import { isDeepStrictEqual } from 'node:util'
import type { LiveChange, LiveState } from '#lib/gateway/protocol.ts'

/** Those of the changes that would change the state. */
export function dropUnchanged(state: LiveState, changes: LiveChange[]): LiveChange[] {
  return changes.filter(({ collection, id, value }) => {
    const entries = state[collection] as Record<string, unknown>
    return !isDeepStrictEqual(entries[id] ?? null, value)
  })
}
