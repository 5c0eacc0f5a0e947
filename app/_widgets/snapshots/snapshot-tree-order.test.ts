import { expect, it } from 'vitest'
import type { SnapshotView } from '#lib/gateway/protocol.ts'
import { descendantsOf, treeRows } from './snapshot-tree-order.ts'

const one = (name: string, parent: string | null, createdAt: number) =>
  ({ name, parent, createdAt }) as Partial<SnapshotView> as SnapshotView
const some = [one('b', 'a', 3), one('a', null, 1), one('c', 'a', 2), one('d', 'b', 4), one('lost', 'gone', 5)]

it('draws each under its parent, the older first; one whose parent is gone is a root', () => {
  const drawn = treeRows(some).map(({ snapshot, level, position, siblings }) =>
    [snapshot.name, level, `${position}/${siblings}`].join(' '),
  )
  expect(drawn).toEqual(['a 1 1/2', 'c 2 1/2', 'b 2 2/2', 'd 3 1/1', 'lost 1 2/2'])
})

it('says where lines pass by', () => {
  expect(treeRows(some).map(({ lines }) => lines)).toEqual([[], [true], [true], [true, false], []])
})

it('finds all that came after one', () => {
  expect(descendantsOf(some, 'a').map(({ name }) => name)).toEqual(['b', 'c', 'd'])
})
