import { describe, expect, it } from 'vitest'
import { dueWords } from './due-words.ts'

const zone = { timeZone: 'Asia/Shanghai', locale: 'en', done: false }
/** Tuesday, 23:30 in Shanghai; still Tuesday afternoon in UTC. */
const now = Date.parse('2026-11-24T15:30:00Z')
const words = (due: string, more = {}) => dueWords({ ...zone, now, dueAt: Date.parse(due), ...more })

describe('a due date is said by the calendar of the reader', () => {
  it.each([
    ['2026-11-24T15:45:00Z', 'today', '23:45', 'soon'],
    ['2026-11-24T16:15:00Z', 'tomorrow', '00:15', 'soon'],
    ['2026-11-25T10:00:00Z', 'tomorrow', '18:00', 'soon'],
    ['2026-11-25T16:00:00Z', 'on', '00:00', 'quiet'],
    ['2026-11-24T15:29:00Z', 'overdueToday', '23:29', 'late'],
    ['2026-11-23T10:00:00Z', 'overdueYesterday', '18:00', 'late'],
    ['2026-11-20T10:00:00Z', 'overdue', '18:00', 'late'],
  ])('%s is %s', (due, key, time, tone) => expect(words(due)).toMatchObject({ key, time, tone }))

  it('in another zone', () => {
    expect(words('2026-11-24T16:15:00Z', { timeZone: 'UTC' })).toMatchObject({ key: 'today', time: '16:15' })
  })
  it('with the year when it is another one', () => {
    expect(words('2027-01-08T10:00:00Z').date).toContain('2027')
    expect(words('2026-12-08T10:00:00Z').date).not.toContain('2026')
  })
  it('and nothing is late that is done', () => {
    expect(words('2026-11-20T10:00:00Z', { done: true })).toMatchObject({ key: 'was', tone: 'quiet' })
  })
})
