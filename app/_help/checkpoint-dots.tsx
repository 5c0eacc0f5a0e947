'use client'

import { Circle, CircleCheck } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useLive } from '#app/_widgets/live-state/live-state.tsx'
import type { LiveState } from '#lib/gateway/protocol.ts'

const selectCheckpoints = (state: LiveState) => state.checkpoints

export interface LessonCheckpoint {
  /** `lesson/checkpoint` */
  id: string
  /** The heading that it stands under. */
  section: string
  passed: boolean
  /** How many were asked for. */
  hints: number
}

/** The checkpoints of a lesson, as they stand now. */
export function LessonCheckpoints({ checkpoints }: { checkpoints: LessonCheckpoint[] }) {
  const t = useTranslations('help.student')
  const live = useLive(selectCheckpoints)
  return (
    <ul className="space-y-1 text-sm">
      {checkpoints.map(({ id, section, passed: before, hints }) => {
        const passed = live?.[id] ? live[id].status === 'passed' : before
        const Icon = passed ? CircleCheck : Circle
        return (
          <li key={id} className="flex items-start gap-2" data-testid={`standing-${id}`} data-passed={passed}>
            <Icon
              size={15}
              className={passed ? 'mt-0.5 shrink-0 text-good' : 'mt-0.5 shrink-0 text-muted'}
              aria-hidden
            />
            <span className="min-w-0 flex-1">
              <span className="sr-only">{t(passed ? 'passed' : 'open')} </span>
              {section}
            </span>
            {hints > 0 && <span className="shrink-0 text-xs text-muted">{t('hints', { count: hints })}</span>}
          </li>
        )
      })}
    </ul>
  )
}
