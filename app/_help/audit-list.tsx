'use client'

import { useFormatter, useTranslations } from 'next-intl'
import { useTimeZone } from '#app/_ui/use-time-zone.ts'
import type { AuditView } from '#lib/audit/audit-log.ts'

const kinds = [
  'live',
  'watch-terminal',
  'watch-screen',
  'terminal',
  'screen',
  'serial',
  'virt-manager',
  'picture',
] as const

/** What staff did in a lab, newest first. */
export function AuditList({ entries }: { entries: AuditView[] }) {
  const t = useTranslations('audit')
  const format = useFormatter()
  const timeZone = useTimeZone()
  const dayOf = (at: number) => format.dateTime(at, { dateStyle: 'full', timeZone })
  const days = [...new Set(entries.map(({ at }) => dayOf(at)))]
  if (entries.length === 0) return <p className="text-sm text-muted">{t('empty')}</p>
  return days.map((day) => (
    <section key={day} className="mb-4">
      <h3 className="mb-1 text-xs font-medium text-muted">{day}</h3>
      <ol className="divide-y divide-line rounded-lg border border-line bg-surface text-sm" data-testid="audit">
        {entries
          .filter(({ at }) => dayOf(at) === day)
          .map((entry) => (
            <li key={entry.id} className="flex flex-wrap items-baseline gap-x-3 px-3 py-1.5" data-action={entry.action}>
              <time className="text-xs text-muted tabular-nums">
                {format.dateTime(entry.at, { timeStyle: 'medium', timeZone })}
              </time>
              <span className="min-w-0 flex-1">
                <span className="font-medium">{entry.actorName}</span> <Act entry={entry} /> <End entry={entry} />
                {entry.params.command !== undefined && (
                  <code className="mt-0.5 block font-mono text-xs break-all text-muted">{entry.params.command}</code>
                )}
              </span>
            </li>
          ))}
      </ol>
    </section>
  ))
}

function Act({ entry: { action, params } }: { entry: AuditView }) {
  const t = useTranslations('audit')
  const summary = useTranslations('lab.history.summary')
  const format = useFormatter()
  if (action === 'watch') {
    const what = kinds.filter((kind) => String(params.what).split(' ').includes(kind))
    return t('watched', { what: format.list(what.map((kind) => t(`kinds.${kind}`))) })
  }
  if (action === 'operation' && summary.has(`${params.operation}`)) {
    const values = Object.fromEntries(['from', 'to', 'pool', 'volume', 'disk', 'snapshot'].map((name) => [name, '…']))
    return summary(`${params.operation}`, { ...values, ...params })
  }
  return t.has(`actions.${action}`) ? t(`actions.${action}`, params) : action
}

/** How long it went on, and who ended it. */
function End({ entry: { at, endedAt, endedBy, action } }: { entry: AuditView }) {
  const t = useTranslations('audit')
  if (action !== 'watch' && action !== 'take-over') return null
  if (endedAt === null) return <span className="text-warn">{t('now')}</span>
  const minutes = Math.max(1, Math.round((endedAt - at) / 60_000))
  return (
    <span className="text-muted">
      {t('minutes', { minutes })}
      {endedBy && t('endedBy', { name: endedBy })}
    </span>
  )
}
