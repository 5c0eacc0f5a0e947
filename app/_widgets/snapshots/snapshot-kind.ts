import type { SnapshotView } from '#lib/gateway/protocol.ts'

/** Key below `snapshots.kind` in the messages. */
export function kindOf({ location, memory }: Pick<SnapshotView, 'location' | 'memory'>) {
  if (location === 'internal') return memory === 'none' ? 'internal' : 'internal-memory'
  return memory === 'none' ? 'external' : 'external-memory'
}
