'use client'

import { Circle, CircleCheck, Flag, RefreshCw } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { useCallback, useState } from 'react'
import { Badge } from '#app/_ui/badge.tsx'
import { IconButton } from '#app/_ui/icon-button.tsx'
import type { CheckpointView as View, LiveState } from '#lib/gateway/protocol.ts'
import { SwitchHostButton } from '../lesson-start/switch-host-button.tsx'
import { browserTimeZone } from '../live-state/browser-time-zone.ts'
import { useLabId, useLive } from '../live-state/live-state.tsx'
import { checkNow } from './actions.ts'
import { Hints } from './hints.tsx'

export interface CheckpointViewProps {
  id: string
  points: number
  expectations: { id: string; text: string; unmet: string }[]
  /** Those that were asked for. */
  hints: string[]
  /** Of all there are: percent of the points. */
  hintCosts: number[]
}

const sentences = ['other-start', 'given', 'not-begun', 'not-read-yet'] as const

/** What must be true and what is, judged by the server at each change; green the moment all of it is. */
export function CheckpointView({ id, points, expectations, hints, hintCosts }: CheckpointViewProps) {
  const t = useTranslations('checkpoint')
  const live = useLive(useCallback((state: LiveState) => state.checkpoints[id] ?? null, [id]))
  const passed = live?.status === 'passed'
  const findings = new Map(live?.expectations.map((finding) => [finding.id, finding]))
  const firstUnmet = expectations.find((expectation) => !findings.get(expectation.id)?.met)?.id

  return (
    <section
      aria-label={t('title')}
      data-testid={`checkpoint-${id}`}
      data-status={live?.status ?? 'loading'}
      data-via={live?.via ?? ''}
      className={`rounded-md border p-4 transition-colors motion-reduce:transition-none ${passed ? 'border-good bg-good-soft' : 'border-line bg-surface'}`}
    >
      <div className="flex flex-wrap items-center gap-2">
        {passed ? (
          <CircleCheck size={18} className="text-good" aria-hidden />
        ) : (
          <Flag size={18} className="text-accent" aria-hidden />
        )}
        <h3 className="flex-1 text-base font-semibold">{passed ? t('passed') : t('title')}</h3>
        {live?.via === 'both' && <Badge tone="accent">{t('bothBadge')}</Badge>}
        <Badge tone={passed ? 'good' : 'neutral'}>{t('points', { earned: live?.earned ?? 0, points })}</Badge>
        {live?.status === 'open' && <CheckNow />}
      </div>
      <p aria-live="polite" className="mt-1 text-sm text-muted">
        <Standing live={live} all={expectations.length} />
      </p>
      <ul className="mt-2 space-y-1 text-sm">
        {expectations.map(({ id: expectationId, text, unmet }) => {
          const finding = findings.get(expectationId)
          const met = finding?.met ?? false
          return (
            <li key={expectationId} data-met={met} className="flex gap-2">
              {met ? (
                <CircleCheck size={16} className="mt-0.5 shrink-0 text-good" aria-hidden />
              ) : (
                <Circle size={16} className="mt-0.5 shrink-0 text-line-strong" aria-hidden />
              )}
              <div className="min-w-0 break-words">
                <span className="sr-only">{met ? t('met') : t('unmet')} </span>
                {text}
                {live?.status === 'open' && expectationId === firstUnmet && (
                  <p className="text-warn">{unmet.replaceAll('{actual}', finding?.actual ?? t('none'))}</p>
                )}
              </div>
            </li>
          )
        })}
      </ul>
      {live?.reason === 'other-start' && !passed && (
        <div className="mt-3">
          <SwitchHostButton />
        </div>
      )}
      {!passed && hintCosts.length > 0 && <Hints id={id} points={points} shown={hints} costs={hintCosts} />}
    </section>
  )
}

/** In a sentence: what is missing, why nothing can be judged, or when and how it was passed. */
function Standing({ live, all }: { live: View | null; all: number }) {
  const t = useTranslations('checkpoint')
  const format = useFormatter()
  if (!live) return t('loading')
  if (live.status === 'passed' && live.passedAt !== null) {
    const options = { dateStyle: 'medium', timeStyle: 'short', timeZone: browserTimeZone() } as const
    const time = format.dateTime(live.passedAt, options)
    const other = live.via === 'gui' || live.via === 'terminal' ? ` ${t(`otherWay.${live.via}`)}` : ''
    return t(`via.${live.via ?? 'unknown'}`, { time }) + other
  }
  if (live.status === 'unreachable') {
    const reason = sentences.find((one) => one === live.reason)
    return reason ? t(`reason.${reason}`) : t('unreachable')
  }
  return t('open', { met: live.expectations.filter(({ met }) => met).length, all })
}

function CheckNow() {
  const t = useTranslations('checkpoint')
  const labId = useLabId()
  const [busy, setBusy] = useState(false)
  return (
    <IconButton
      label={t('checkNow')}
      icon={<RefreshCw size={15} className={busy ? 'animate-spin motion-reduce:animate-none' : ''} />}
      disabled={busy}
      onClick={() => {
        setBusy(true)
        void checkNow(labId).finally(() => setBusy(false))
      }}
    />
  )
}
