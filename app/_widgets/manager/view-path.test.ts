import { expect, it } from 'vitest'
import type { ManagerView } from './manager-navigation.ts'
import { fromSegments, toSegments } from './view-path.ts'

it.each<ManagerView>([
  { section: 'vms' },
  { section: 'storage' },
  { section: 'new' },
  { section: 'vm', vm: 'storage', tab: 'hardware' },
])('%j is found again by its address', (view) => expect(fromSegments(toSegments(view))).toEqual(view))

it.each([[['nonsense']], [['vms', '', 'hardware']]])('%j is the list', (segments) =>
  expect(fromSegments(segments)).toEqual({ section: 'vms' }),
)

it('a tab that does not exist is the console', () =>
  expect(fromSegments(['vms', 'web', 'x'])).toEqual({ section: 'vm', vm: 'web', tab: 'console' }))
