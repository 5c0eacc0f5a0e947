import { describe, expect, it } from 'vitest'
import { joinAttempt, joinLimit, signInLimit, windowMs } from './attempt-limit.ts'

describe('the limit of failed sign-ins', () => {
  it('stops an account after six, whatever the address, and lets it try again later', () => {
    const attempt = { account: 'a', address: '10.0.0.1' }
    for (let i = 0; i < 6; i++) {
      expect(signInLimit.waitBefore(attempt, 1_000)).toBe(0)
      signInLimit.recordFailure(attempt, 1_000)
    }
    expect(signInLimit.waitBefore({ account: 'a', address: '10.0.0.2' }, 1_000)).toBe(windowMs / 1000)
    expect(signInLimit.waitBefore({ account: 'b', address: '10.0.0.1' }, 1_000)).toBe(0)
    expect(signInLimit.waitBefore(attempt, 1_000 + windowMs)).toBe(0)
  })
  it('starts anew after a success', () => {
    const attempt = { account: 'c', address: '10.0.0.3' }
    for (let i = 0; i < 6; i++) signInLimit.recordFailure(attempt, 1_000)
    signInLimit.forgive('account', 'c')
    expect(signInLimit.waitBefore(attempt, 1_000)).toBe(0)
  })
  it('stops an address that tries many accounts', () => {
    for (let i = 0; i < 120; i++) signInLimit.recordFailure({ account: `many-${i}`, address: '10.0.0.9' }, 5_000)
    expect(signInLimit.waitBefore({ account: 'fresh', address: '10.0.0.9' }, 5_000)).toBeGreaterThan(0)
  })
})

describe('the limit of wrong class codes', () => {
  it('stops an address, and all together when many addresses guess', () => {
    for (let i = 0; i < 60; i++) joinLimit.recordFailure(joinAttempt('10.0.1.1'), 1_000)
    expect(joinLimit.waitBefore(joinAttempt('10.0.1.1'), 1_000)).toBeGreaterThan(0)
    expect(joinLimit.waitBefore(joinAttempt('10.0.1.2'), 1_000)).toBe(0)
    for (let i = 0; i < 540; i++) joinLimit.recordFailure(joinAttempt(`10.0.2.${i}`), 1_000)
    expect(joinLimit.waitBefore(joinAttempt('10.0.1.2'), 1_000)).toBeGreaterThan(0)
    expect(joinLimit.waitBefore(joinAttempt('10.0.1.2'), 1_000 + windowMs)).toBe(0)
  })
  it('does not count what failed at the sign-in', () => {
    for (let i = 0; i < 200; i++) signInLimit.recordFailure({ account: `x-${i}`, address: '10.0.3.1' }, 9_000_000)
    expect(joinLimit.waitBefore(joinAttempt('10.0.3.1'), 9_000_000)).toBe(0)
  })
})
