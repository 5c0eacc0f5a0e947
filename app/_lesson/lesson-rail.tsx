'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useCallback, useEffect, useState } from 'react'
import { Tooltip } from '#app/_ui/tooltip.tsx'
import { useLive } from '#app/_widgets/live-state/live-state.tsx'
import type { LiveState } from '#lib/gateway/protocol.ts'
import { lastHeadingAbove } from './last-heading-above.ts'

export interface RailSection {
  id: string
  text: string
  /** Ids of the checkpoints in it, without the lesson. */
  checkpoints: string[]
}

/** Beside the text: its sections as ticks, the one being read longer, and its checkpoints, passed or open by shape. */
export function LessonRail({ lesson, sections }: { lesson: string; sections: RailSection[] }) {
  const t = useTranslations('lesson')
  const current = useCurrentSection(sections)
  return (
    <nav className="lesson-rail" aria-label={t('rail')}>
      <ol>
        {sections.map(({ id, text, checkpoints }) => (
          <li key={id}>
            <RailLink href={`#${id}`} label={text} current={id === current}>
              <span className="lesson-rail-tick" />
            </RailLink>
            {checkpoints.map((checkpoint) => (
              <RailCheckpoint key={checkpoint} lesson={lesson} checkpoint={checkpoint} section={text} />
            ))}
          </li>
        ))}
      </ol>
    </nav>
  )
}

function RailCheckpoint({ lesson, checkpoint, section }: { lesson: string; checkpoint: string; section: string }) {
  const t = useTranslations('lesson')
  const id = `${lesson}/${checkpoint}`
  const status = useLive(useCallback((state: LiveState) => state.checkpoints[id]?.status ?? null, [id]))
  const passed = status === 'passed'
  return (
    <RailLink
      href={`#checkpoint-${checkpoint}`}
      label={t(passed ? 'railPassed' : 'railOpen', { section })}
      testId={`rail-${checkpoint}`}
    >
      <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden data-passed={passed}>
        {passed ? (
          <>
            <path d="M6 0 L12 6 L6 12 L0 6 Z" className="fill-good" />
            <path d="M3.6 6.1 L5.3 7.8 L8.4 4.5" className="fill-none stroke-page" strokeWidth="1.4" />
          </>
        ) : (
          <path d="M6 1 L11 6 L6 11 L1 6 Z" className="fill-none stroke-line-strong" strokeWidth="1.4" />
        )}
      </svg>
    </RailLink>
  )
}

interface RailLinkProps {
  href: string
  label: string
  current?: boolean
  testId?: string
  children: ReactNode
}

function RailLink({ href, label, current = false, testId, children }: RailLinkProps) {
  return (
    <Tooltip text={label} side="right">
      <a href={href} aria-label={label} aria-current={current ? 'location' : undefined} data-testid={testId}>
        {children}
      </a>
    </Tooltip>
  )
}

function useCurrentSection(sections: RailSection[]): string | null {
  const [current, setCurrent] = useState<string | null>(null)
  useEffect(() => {
    const ids = sections.map(({ id }) => id)
    let frame = 0
    const look = () => {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(() => setCurrent(lastHeadingAbove(ids)))
    }
    look()
    document.addEventListener('scroll', look, { capture: true, passive: true })
    return () => {
      document.removeEventListener('scroll', look, { capture: true })
      cancelAnimationFrame(frame)
    }
  }, [sections])
  return current
}
