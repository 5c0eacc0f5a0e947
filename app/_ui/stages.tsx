'use client'

import { Circle, CircleCheck, CircleX } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { useNow } from './use-now.ts'
import { classNames } from './class-names.ts'
import { Spinner } from './spinner.tsx'

export type StageState = 'waiting' | 'active' | 'done' | 'failed'

export interface Stage {
  id: string
  label: ReactNode
  state: StageState
  note?: ReactNode
}

export interface StagesProps {
  stages: readonly Stage[]
  /** ms since the epoch: shows the time that has passed, ticking until `endedAt`. */
  startedAt?: number | null
  endedAt?: number | null
  /** Cancel, retry. */
  actions?: ReactNode
  className?: string
}

/** What is happening, step by step, with the time that has passed. */
export function Stages({ stages, startedAt, endedAt, actions, className }: StagesProps) {
  const t = useTranslations('common')
  const now = useNow(startedAt != null && endedAt == null ? 1000 : null)
  const seconds = startedAt == null ? null : Math.max(0, Math.round(((endedAt ?? now) - startedAt) / 1000))
  return (
    <div className={classNames('space-y-2', className)}>
      <ol className="space-y-0.5" aria-live="polite">
        {stages.map((stage) => (
          <li
            key={stage.id}
            aria-current={stage.state === 'active' ? 'step' : undefined}
            className={classNames('flex min-h-7 items-center gap-2 text-sm', stage.state === 'waiting' && 'text-muted')}
          >
            <StageIcon state={stage.state} label={t(`stage.${stage.state}`)} />
            <span className={stage.state === 'active' ? 'font-medium' : undefined}>{stage.label}</span>
            {stage.note && <span className="text-xs text-muted">{stage.note}</span>}
          </li>
        ))}
      </ol>
      {(seconds !== null || actions) && (
        <div className="flex items-center gap-3">
          {seconds !== null && <span className="text-xs text-muted tabular-nums">{t('elapsed', { seconds })}</span>}
          {actions}
        </div>
      )}
    </div>
  )
}

function StageIcon({ state, label }: { state: StageState; label: string }) {
  if (state === 'active') return <Spinner size={16} label={label} className="text-accent" />
  if (state === 'done') return <CircleCheck size={16} aria-label={label} className="text-good" />
  if (state === 'failed') return <CircleX size={16} aria-label={label} className="text-bad" />
  return <Circle size={16} aria-label={label} className="text-line-strong" />
}
