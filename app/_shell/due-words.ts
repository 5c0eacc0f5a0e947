export interface DueWords {
  /** Key below `due` in the messages. */
  key: 'today' | 'tomorrow' | 'on' | 'overdue' | 'overdueYesterday' | 'overdueToday' | 'was'
  time: string
  date: string
  tone: 'quiet' | 'soon' | 'late'
}

interface Moment {
  dueAt: number
  now: number
  timeZone: string
  locale: string
  /** Then nothing is late any more. */
  done: boolean
}

/** A due date as one says it: by the calendar of the reader's time zone. */
export function dueWords({ dueAt, now, timeZone, locale, done }: Moment): DueWords {
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone, ...options }).format(dueAt)
  const year = (ms: number) => new Intl.DateTimeFormat('en', { timeZone, year: 'numeric' }).format(ms)
  const words = {
    time: format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
    date: format({
      month: locale === 'zh' ? 'long' : 'short',
      day: 'numeric',
      weekday: 'short',
      ...(year(dueAt) === year(now) ? {} : { year: 'numeric' }),
    }),
  }
  const days = dayOf(dueAt, timeZone) - dayOf(now, timeZone)
  if (done) return { ...words, key: dueAt < now ? 'was' : 'on', tone: 'quiet' }
  if (dueAt < now) {
    const key = days === 0 ? 'overdueToday' : days === -1 ? 'overdueYesterday' : 'overdue'
    return { ...words, key, tone: 'late' }
  }
  if (days === 0) return { ...words, key: 'today', tone: 'soon' }
  if (days === 1) return { ...words, key: 'tomorrow', tone: 'soon' }
  return { ...words, key: 'on', tone: 'quiet' }
}

/** The number of the calendar day there. */
function dayOf(ms: number, timeZone: string): number {
  const [year, month, day] = new Intl.DateTimeFormat('en-CA', { timeZone }).format(ms).split('-').map(Number)
  return Date.UTC(year ?? 0, (month ?? 1) - 1, day) / 86_400_000
}
