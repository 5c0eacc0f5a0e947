import type { SnapshotView } from '#lib/gateway/protocol.ts'

export interface TreeRow {
  snapshot: SnapshotView
  /** 1 for a root. */
  level: number
  position: number
  siblings: number
  /** For each level above its own: whether a line goes on there to a later sibling. */
  lines: boolean[]
}

/** Snapshots as virsh snapshot-list --tree draws them: each under its parent, the older first. */
export function treeRows(snapshots: readonly SnapshotView[]): TreeRow[] {
  const names = new Set(snapshots.map(({ name }) => name))
  const childrenOf = (parent: string | null) =>
    snapshots
      .filter((one) => (one.parent !== null && names.has(one.parent) ? one.parent : null) === parent)
      .toSorted((a, b) => a.createdAt - b.createdAt || a.name.localeCompare(b.name))
  const below = (parent: string | null, level: number, lines: boolean[]): TreeRow[] =>
    childrenOf(parent).flatMap((snapshot, index, all) => {
      const goesOn = index < all.length - 1
      return [
        { snapshot, level, position: index + 1, siblings: all.length, lines },
        ...below(snapshot.name, level + 1, [...lines, goesOn]),
      ]
    })
  return below(null, 1, [])
}

/** All that came after a snapshot, however far. */
export function descendantsOf(snapshots: readonly SnapshotView[], name: string): SnapshotView[] {
  const own = snapshots.filter(({ parent }) => parent === name)
  return [...own, ...own.flatMap((one) => descendantsOf(snapshots, one.name))]
}
