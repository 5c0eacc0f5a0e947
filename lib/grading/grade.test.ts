import { expect, it } from 'vitest'
import { gradeOf } from './grade.ts'
import type { StoredResult } from './results.ts'

const result = (o: Partial<StoredResult>): StoredResult => ({
  checkpoint: 'a/b',
  attempt: 1,
  status: 'passed',
  earned: 10,
  passedAt: 100,
  via: 'gui',
  ...o,
})

it('is nothing where nothing was earned', () => expect(gradeOf([], null)).toBeNull())

it('counts the best attempt, and the first pass as the time', () => {
  const results = [
    result({ attempt: 1, earned: 6, passedAt: 100, via: 'terminal' }),
    result({ attempt: 2, earned: 9, passedAt: 300, via: 'gui' }),
    result({ attempt: 3, status: 'partial', earned: 4, passedAt: null, via: null }),
  ]
  expect(gradeOf(results, null)).toEqual({
    earned: 9,
    judged: 9,
    passed: true,
    passedAt: 100,
    via: 'gui',
    override: null,
  })
})

it('is a part without a pass', () => {
  const parts = [result({ status: 'partial', earned: 4, passedAt: null, via: null })]
  expect(gradeOf(parts, null)).toMatchObject({ earned: 4, passed: false, passedAt: null, via: null })
})

it('keeps what was judged beside the points that staff gave, more or fewer', () => {
  const override = { points: 2, reason: 'copied', byName: 'teacher', at: 1 }
  expect(gradeOf([result({})], override)).toMatchObject({ earned: 2, judged: 10, passed: true })
  expect(gradeOf([], { ...override, points: 5 })).toMatchObject({ earned: 5, judged: 0, passed: false })
})

it('was reached both ways if any attempt says so', () =>
  expect(gradeOf([result({ earned: 8, via: 'both' }), result({ attempt: 2 })], null)?.via).toBe('both'))
