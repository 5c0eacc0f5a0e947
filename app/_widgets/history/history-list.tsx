'use client'

import { FileDiff, History, MousePointerClick, SquareTerminal } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { useState } from 'react'
import { Badge } from '#app/_ui/badge.tsx'
import { CopyButton } from '#app/_ui/copy-button.tsx'
import { EmptyState } from '#app/_ui/empty-state.tsx'
import { IconButton } from '#app/_ui/icon-button.tsx'
import type { HistoryEntry, LiveState } from '#lib/gateway/protocol.ts'
import { browserTimeZone } from '../live-state/browser-time-zone.ts'
import { useLive } from '../live-state/live-state.tsx'
import { useTerminal } from '../terminal/terminal-context.tsx'
import { XmlPatch } from './xml-patch.tsx'

const selectHistory = (state: LiveState) => state.history

/** What was done to the lab, by pages and in the terminal, newest first. */
export function HistoryList() {
  const t = useTranslations('lab.history')
  const history = useLive(selectHistory)
  const entries = Object.values(history ?? {}).toSorted((a, b) => b.at - a.at)
  if (entries.length === 0)
    return (
      <EmptyState icon={<History size={28} />} title={t('empty')}>
        {t('emptyHow')}
      </EmptyState>
    )
  return (
    <ol
      aria-label={t('title')}
      data-testid="history"
      className="scroll-thin h-full divide-y divide-line overflow-y-auto text-sm"
    >
      {entries.map((entry) => (
        <Entry key={entry.id} entry={entry} />
      ))}
    </ol>
  )
}

function Entry({ entry }: { entry: HistoryEntry }) {
  const t = useTranslations('lab.history')
  const format = useFormatter()
  const { runInTerminal } = useTerminal()
  const [open, setOpen] = useState(false)
  const Icon = entry.source === 'gui' ? MousePointerClick : SquareTerminal
  const key = `summary.${entry.summary}`
  return (
    <li className="flex min-h-8 flex-wrap items-center gap-x-2 px-3 py-1">
      <time className="text-xs text-muted tabular-nums">{format.dateTime(entry.at, timeOf(entry.at))}</time>
      <Badge tone={entry.source === 'gui' ? 'accent' : 'neutral'} icon={<Icon size={12} aria-hidden />}>
        {t(entry.source)}
      </Badge>
      <span className="min-w-0 flex-1">{t.has(key) ? t(key, entry.params) : entry.summary}</span>
      {entry.by !== null && <Badge tone="warn">{t('by', { name: entry.by })}</Badge>}
      {entry.diff !== null && (
        <button
          type="button"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          className="flex h-6 items-center gap-1 rounded-sm px-1.5 text-xs text-accent hover:bg-hover"
        >
          <FileDiff size={13} aria-hidden />
          {t('diff')}
        </button>
      )}
      {entry.command !== null && (
        <span className="flex w-full items-center gap-1 rounded-sm bg-sunken pl-2">
          <code className="min-w-0 flex-1 py-1 font-mono text-xs break-all whitespace-pre-wrap">{entry.command}</code>
          <IconButton
            label={t('run')}
            icon={<SquareTerminal size={15} />}
            onClick={() => runInTerminal(entry.command ?? '')}
          />
          <CopyButton text={entry.command} />
        </span>
      )}
      {open && entry.diff !== null && <XmlPatch patch={entry.diff} />}
    </li>
  )
}

/** Time of day, with the date if it was not today. */
function timeOf(at: number) {
  const day = isToday(at) ? {} : ({ month: '2-digit', day: '2-digit' } as const)
  return {
    ...day,
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZone: browserTimeZone(),
  } as const
}

function isToday(at: number): boolean {
  return new Date(at).toDateString() === new Date().toDateString()
}
