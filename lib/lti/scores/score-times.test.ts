import { describe, expect, it } from 'vitest'
import { nextStamp, retryAt } from './score-times.ts'

const at = (text: string) => new Date(`2026-11-23T10:00:${text}Z`)

describe('the time of a score', () => {
  it.each([
    ['now, the first time', null, '05.000', '05.000'],
    ['now, when that is later', '03.900', '05.100', '05.100'],
    ['the next second, within one', '05.100', '05.900', '06.000'],
    ['the next second, when the clock was set back', '09.500', '05.000', '10.000'],
  ])('is %s', (_what, last, now, stamp) => {
    expect(nextStamp(last === null ? null : at(last), at(now))).toEqual(at(stamp))
  })
})

describe('the next try', () => {
  const now = at('00.000')
  const waits = (stage: 'score' | 'token' | 'unreachable', status: number) =>
    [1, 2, 3, 8, 100].map((failures) => {
      const next = retryAt({ failures, now, stage, status })
      return next && (next.getTime() - now.getTime()) / 1000
    })

  it('comes ever later, and for ever, while the platform is out of order', () => {
    expect(waits('unreachable', 0)).toEqual([30, 60, 120, 3600, 3600])
    expect(waits('score', 503)).toEqual([30, 60, 120, 3600, 3600])
    expect(waits('token', 400)).toEqual([30, 60, 120, 3600, 3600])
    expect(waits('score', 409)).toEqual([30, 60, 120, 3600, 3600])
  })

  it('ends after a while when the score is refused', () => {
    expect(waits('score', 403)).toEqual([30, 60, 120, null, null])
  })
})
