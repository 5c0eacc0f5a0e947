'use client'

import { Hand, Handshake, MessageSquare, TriangleAlert } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { memo } from 'react'
import { Link } from '#app/_shell/navigation.ts'
import { PhaseBadge } from '#app/_shell/phase-badge.tsx'
import { Badge } from '#app/_ui/badge.tsx'
import { classNames } from '#app/_ui/class-names.ts'
import type { LabUsage } from '#lib/help/lab-usage.ts'
import type { WallEntry } from '#lib/help/wall-entries.ts'
import type { WallLesson } from './wall.tsx'
import { Waited } from './waited.tsx'
import { WallPicture } from './wall-picture.tsx'

interface WallCardProps {
  classId: string
  entry: WallEntry
  usage: LabUsage | undefined
  lesson: WallLesson | undefined
  stuck: boolean
  /** To the minute, so that a card is not drawn anew more often. */
  now: number
}

/** One student: where they are, how far, and whether they want something. */
export const WallCard = memo(function WallCard({ classId, entry, usage, lesson, stuck, now }: WallCardProps) {
  const t = useTranslations('help.wall')
  const { studentId, name, phase, hand, unread, helper, passed, lastActivityAt, labId } = entry
  const checkpoints = lesson?.checkpoints ?? []
  const done = checkpoints.filter((id) => passed.includes(id)).length
  return (
    <li className="[contain-intrinsic-size:auto_15rem] [content-visibility:auto]">
      <Link
        href={`/classes/${classId}/students/${studentId}`}
        data-testid={`wall-${name}`}
        data-hand={hand !== null}
        className={classNames(
          'flex h-full flex-col gap-2 rounded-lg border bg-surface p-3 text-sm hover:border-line-strong',
          hand ? 'border-warn' : 'border-line',
        )}
      >
        <span className="flex items-center gap-2">
          <span className="min-w-0 flex-1 truncate font-medium">{name}</span>
          <PhaseBadge phase={phase} queued={entry.queued} />
        </span>
        {hand && (
          <span className="flex items-start gap-1.5 rounded-sm bg-warn-soft px-2 py-1 text-warn">
            <Hand size={15} className="mt-0.5 shrink-0" aria-hidden />
            <span className="min-w-0 break-words">
              {t('hand')} <Waited since={hand.at} />
              {hand.text && <span className="block text-text">{hand.text}</span>}
            </span>
          </span>
        )}
        {labId && phase === 'running' && <WallPicture labId={labId} name={name} />}
        <span className="min-w-0">
          <span className="block truncate">{lesson?.title ?? t('noLesson')}</span>
          <span className="block truncate text-xs text-muted">
            {(entry.heading && lesson?.headings[entry.heading]) || '\u00a0'}
          </span>
        </span>
        {checkpoints.length > 0 && (
          <span className="flex items-center gap-2 text-xs text-muted">
            <span
              role="img"
              aria-label={t('progress', { done, all: checkpoints.length })}
              className="flex flex-1 flex-wrap gap-1"
            >
              {checkpoints.map((id) => (
                <span
                  key={id}
                  className={classNames(
                    'size-2.5 rotate-45 border',
                    passed.includes(id) ? 'border-good bg-good' : 'border-line-strong',
                  )}
                />
              ))}
            </span>
            <span className="tabular-nums" aria-hidden>
              {done}/{checkpoints.length}
            </span>
          </span>
        )}
        <span className="mt-auto flex flex-wrap items-center gap-x-2 gap-y-1 text-xs text-muted">
          {stuck && (
            <Badge tone="warn" icon={<TriangleAlert size={12} aria-hidden />}>
              {t('stuck')}
            </Badge>
          )}
          {helper && (
            <Badge tone="accent" icon={<Handshake size={12} aria-hidden />}>
              {t('helper', { name: helper })}
            </Badge>
          )}
          {unread > 0 && (
            <Badge tone="accent" icon={<MessageSquare size={12} aria-hidden />}>
              {t('unread', { count: unread })}
            </Badge>
          )}
          <span className="flex-1">
            <LastActivity at={lastActivityAt} now={now} />
          </span>
          {usage && phase === 'running' && (
            <span className="tabular-nums" title={t('usageTitle')}>
              {t('usage', { cpu: usage.cpuPercent ?? 0, memory: usage.memoryMiB })}
            </span>
          )}
        </span>
      </Link>
    </li>
  )
})

function LastActivity({ at, now }: { at: number | null; now: number }) {
  const t = useTranslations('help.wall')
  const format = useFormatter()
  if (at === null) return t('noActivity')
  return now - at < 60_000 ? t('justNow') : format.relativeTime(at, { now, unit: unitOf(now - at) })
}

function unitOf(ms: number): 'minute' | 'hour' | 'day' {
  if (ms < 3_600_000) return 'minute'
  return ms < 86_400_000 ? 'hour' : 'day'
}
