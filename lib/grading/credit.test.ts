import { describe, expect, it } from 'vitest'
import { creditOf } from './credit.ts'
import { checkpoint, pool } from './define.ts'
import type { Judgement } from './evaluate.ts'

const definition = checkpoint('made', {
  points: 10,
  expect: [pool('data').exists().isActive().autostarts()],
  hints: { zh: ['一', '二', '三'], en: ['one', 'two', 'three'] },
})

function judged(...met: boolean[]): Judgement {
  const expectations = definition.expectations.map(({ id }, index) => ({ id, met: met[index] ?? false, actual: null }))
  const unmet = expectations.find((one) => !one.met)?.id
  if (!unmet) return { status: 'passed', expectations }
  return { status: 'failed', expectations, unmet, hint: { zh: '', en: '' } }
}

describe('the points of a judgement', () => {
  const none = { hints: 0, given: [] }
  it('are the share of what is met, rounded down', () => {
    expect(creditOf(definition, judged(false, false, false), none)).toBe(0)
    expect(creditOf(definition, judged(true, false, false), none)).toBe(3)
    expect(creditOf(definition, judged(true, true, false), none)).toBe(6)
    expect(creditOf(definition, judged(true, true, true), none)).toBe(10)
  })
  it('are less by 10, 20 and 40 % for the hints', () => {
    const passed = judged(true, true, true)
    expect([0, 1, 2, 3].map((hints) => creditOf(definition, passed, { hints, given: [] }))).toEqual([10, 9, 7, 3])
    expect(creditOf(definition, judged(true, true, false), { hints: 2, given: [] })).toBe(4)
  })
  it('leave out what was true from the beginning, but for a pass', () => {
    const given = ['pool.data.exists', 'pool.data.isActive']
    expect(creditOf(definition, judged(true, true, false), { hints: 0, given })).toBe(0)
    expect(creditOf(definition, judged(true, false, true), { hints: 0, given: ['pool.data.exists'] })).toBe(5)
    expect(creditOf(definition, judged(true, true, true), { hints: 0, given })).toBe(10)
  })
  it('are none for what was wholly true from the beginning and is so in part', () => {
    const given = definition.expectations.map(({ id }) => id)
    expect(creditOf(definition, judged(true, true, false), { hints: 0, given })).toBe(0)
  })
})
