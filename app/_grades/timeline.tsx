'use client'

import { BadgeCheck, ClipboardPen, Lightbulb, MousePointerClick, ShieldUser, SquareTerminal } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { classNames } from '#app/_ui/class-names.ts'
import { useTimeZone } from '#app/_ui/use-time-zone.ts'
import type { TimelineEntry } from '#lib/gradebook/timeline.ts'

const kinds = ['result', 'hint', 'attempt', 'done', 'staff'] as const
type Kind = (typeof kinds)[number]

/** Newest first, a heading for each day; what one does not want to see can be left out. */
export function Timeline({ entries }: { entries: TimelineEntry[] }) {
  const t = useTranslations('grades.timeline')
  const format = useFormatter()
  const [hidden, setHidden] = useState<ReadonlySet<Kind>>(new Set())
  const shown = entries.filter(({ kind }) => !hidden.has(kind))
  const timeZone = useTimeZone()
  const dayOf = (at: number) => format.dateTime(at, { dateStyle: 'full', timeZone })
  const days = [...new Set(shown.map(({ at }) => dayOf(at)))]
  if (entries.length === 0) return <p className="text-sm text-muted">{t('empty')}</p>
  return (
    <>
      <div className="mb-3 flex flex-wrap gap-1.5" role="group" aria-label={t('filter')}>
        {kinds.map((kind) => (
          <button
            key={kind}
            type="button"
            aria-pressed={!hidden.has(kind)}
            onClick={() =>
              setHidden(new Set(hidden.has(kind) ? [...hidden].filter((one) => one !== kind) : [...hidden, kind]))
            }
            className={classNames(
              'h-7 rounded-full border px-3 text-xs',
              hidden.has(kind) ? 'border-line text-muted' : 'border-accent bg-accent-soft text-accent',
            )}
          >
            {t(`kinds.${kind}`)} {entries.filter((entry) => entry.kind === kind).length}
          </button>
        ))}
      </div>
      {days.map((day) => (
        <section key={day} className="mb-4">
          <h3 className="mb-1 text-xs font-medium text-muted">{day}</h3>
          <ol className="divide-y divide-line rounded-lg border border-line bg-surface text-sm" data-testid="timeline">
            {shown
              .filter(({ at }) => dayOf(at) === day)
              .map((entry, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: entries have no ids, and the list is not edited
                <li key={index} className="flex items-start gap-3 px-3 py-1.5">
                  <time className="mt-0.5 text-xs text-muted tabular-nums">
                    {format.dateTime(entry.at, { timeStyle: 'medium', timeZone })}
                  </time>
                  <Line entry={entry} />
                </li>
              ))}
          </ol>
        </section>
      ))}
    </>
  )
}

function Line({ entry }: { entry: TimelineEntry }) {
  const t = useTranslations('grades.timeline')
  const way = useTranslations('grades.via')
  const summary = useTranslations('lab.history.summary')
  const action = useTranslations('audit.actions')
  switch (entry.kind) {
    case 'result': {
      const { checkpoint, earned, passed, via } = entry
      const words = t(passed ? 'passed' : 'partial', { checkpoint, earned })
      return (
        <Words icon={<BadgeCheck size={15} className={passed ? 'text-good' : 'text-warn'} aria-hidden />}>
          {words} {via && <span className="text-muted">{way(via)}</span>}
        </Words>
      )
    }
    case 'hint':
      return (
        <Words icon={<Lightbulb size={15} className="text-warn" aria-hidden />}>
          {t('hint', { checkpoint: entry.checkpoint, number: entry.number })}
        </Words>
      )
    case 'attempt':
      return (
        <Words icon={<ClipboardPen size={15} className="text-muted" aria-hidden />}>
          {t('attempt', { lesson: entry.lesson, attempt: entry.attempt })}
        </Words>
      )
    case 'done': {
      const Icon = entry.source === 'gui' ? MousePointerClick : SquareTerminal
      return (
        <Words icon={<Icon size={15} className="text-muted" aria-hidden />}>
          {summary.has(entry.summary) ? summary(entry.summary, entry.params) : entry.summary}
          {entry.command && <code className="block font-mono text-xs break-all text-muted">{entry.command}</code>}
        </Words>
      )
    }
    case 'staff':
      return (
        <Words icon={<ShieldUser size={15} className="text-accent" aria-hidden />}>
          <span className="font-medium">{entry.actorName}</span>{' '}
          {action.has(entry.action) ? action(entry.action, entry.params) : entry.action}
        </Words>
      )
  }
}

function Words({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <>
      <span className="mt-0.5">{icon}</span>
      <span className="min-w-0 flex-1">{children}</span>
    </>
  )
}
