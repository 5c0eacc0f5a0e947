'use client'

import { CalendarClock } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { useNow } from '#app/_ui/use-now.ts'
import { useTimeZone } from '#app/_ui/use-time-zone.ts'
import { dueWords } from './due-words.ts'

const tones = { quiet: '', soon: 'font-medium text-warn', late: 'font-medium text-bad' }

/** When a lesson is due, in words and in the reader's time; `done`: it cannot be late any more. */
export function DueDate({ dueAt, done = false }: { dueAt: number; done?: boolean }) {
  const t = useTranslations('due')
  const { key, tone, ...values } = dueWords({
    dueAt,
    done,
    now: useNow(60_000),
    timeZone: useTimeZone(),
    locale: useLocale(),
  })
  return (
    <span className={`inline-flex items-center gap-1.5 ${tones[tone]}`} data-testid="due" suppressHydrationWarning>
      <CalendarClock size={13} aria-hidden />
      {t(key, values)}
    </span>
  )
}
