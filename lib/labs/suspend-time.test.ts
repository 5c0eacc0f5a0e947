import { expect, test } from 'vitest'
import { suspensionOf, warningMs } from './suspend-time.ts'

const minute = 60_000
const used = { since: 0, lastActiveAt: 0, idleMs: 60 * minute, limitMs: null, extendedUntil: null }

test('an hour after it was last used, or after it started', () => {
  expect(suspensionOf(used)).toEqual({ at: 60 * minute, why: 'idle' })
  expect(suspensionOf({ ...used, lastActiveAt: 30 * minute })).toEqual({ at: 90 * minute, why: 'idle' })
  expect(suspensionOf({ ...used, since: 10 * minute })).toEqual({ at: 70 * minute, why: 'idle' })
})

test('never, where the site says so', () => {
  expect(suspensionOf({ ...used, idleMs: 0 })).toBeNull()
})

test('a limit holds for who is active, too; staff extend it', () => {
  const limited = { ...used, limitMs: 90 * minute, lastActiveAt: 89 * minute }
  expect(suspensionOf(limited)).toEqual({ at: 90 * minute, why: 'limit' })
  expect(suspensionOf({ ...limited, extendedUntil: 120 * minute })).toEqual({ at: 120 * minute, why: 'limit' })
  // An extension of an earlier stretch shortens none.
  expect(
    suspensionOf({ ...limited, since: 100 * minute, lastActiveAt: 180 * minute, extendedUntil: 120 * minute })?.at,
  ).toBe(190 * minute)
  expect(suspensionOf({ ...limited, lastActiveAt: 0 })).toEqual({ at: 60 * minute, why: 'idle' })
})

test('the page says so five minutes before, and where the time is short, in its second half', () => {
  expect(warningMs({ idleMs: 60 * minute, limitMs: null }, 'idle')).toBe(5 * minute)
  expect(warningMs({ idleMs: 2 * minute, limitMs: null }, 'idle')).toBe(minute)
})
