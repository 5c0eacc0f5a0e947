import { describe, expect, it } from 'vitest'
import type { WallEntry } from '#lib/help/wall-entries.ts'
import { matches, sortWall, stuckSince, type WallTerms } from './wall-order.ts'

const minute = 60_000
const now = 1000 * minute
const terms: WallTerms = { now, stuckMinutes: 15, checkpoints: { one: ['one/a', 'one/b'] } }

function student(name: string, o: Partial<WallEntry> = {}): WallEntry {
  return {
    ...{
      studentId: name,
      name,
      labId: name,
      phase: 'running',
      queued: false,
      since: now - 60 * minute,
      lesson: 'one',
      heading: null,
    },
    ...{ passed: [], lastPassAt: null, lastActivityAt: now - minute, hand: null, unread: 0, helper: null },
    ...o,
  }
}

describe('who is stuck', () => {
  it.each<[string, Partial<WallEntry>, boolean]>([
    ['at work for an hour without a checkpoint', {}, true],
    ['passed one five minutes ago', { passed: ['one/a'], lastPassAt: now - 5 * minute }, false],
    ['passed one twenty minutes ago', { passed: ['one/a'], lastPassAt: now - 20 * minute }, true],
    ['has passed them all', { passed: ['one/a', 'one/b'], lastPassAt: now - 20 * minute }, false],
    ['has just begun', { since: now - 3 * minute }, false],
    ['did nothing for half an hour', { lastActivityAt: now - 30 * minute }, false],
    ['has no lab running', { phase: 'stopped' }, false],
    ['is in a lesson without checkpoints', { lesson: 'zero' }, false],
  ])('one who %s', (_name, entry, stuck) => {
    expect(stuckSince(student('x', entry), terms) !== null).toBe(stuck)
  })
})

it('has raised hands first, who waits longest before the others', () => {
  const entries = [
    student('amy'),
    student('bob', { hand: { at: now - minute, text: '' } }),
    student('cat', { hand: { at: now - 2 * minute, text: '' } }),
  ]
  expect(sortWall(entries, 'name', terms).map(({ name }) => name)).toEqual(['cat', 'bob', 'amy'])
})

it('puts those stuck longest before those at work', () => {
  const entries = [
    student('amy', { passed: ['one/a'], lastPassAt: now - 5 * minute }),
    student('bob', { passed: ['one/a'], lastPassAt: now - 20 * minute }),
    student('cat'),
  ]
  expect(sortWall(entries, 'stuck', terms).map(({ name }) => name)).toEqual(['cat', 'bob', 'amy'])
})

it('has names by their sound, as the class list has them, and numbers by their size', () => {
  const names = ['于谦', '陈静', '董洁', '王芳', '学生10', '学生9']
  const sorted = sortWall(
    names.map((name) => student(name)),
    'name',
    terms,
  )
  expect(sorted.map(({ name }) => name)).toEqual(['陈静', '董洁', '王芳', '学生9', '学生10', '于谦'])
})

it('finds who has not started', () => {
  expect(matches(student('x', { lesson: null, lastActivityAt: null }), 'not-started', terms)).toBe(true)
  expect(matches(student('x'), 'not-started', terms)).toBe(false)
})
