'use client'

import { useTranslations } from 'next-intl'
import { Callout } from '#app/_ui/callout.tsx'
import { Stages } from '#app/_ui/stages.tsx'
import type { LiveState } from '#lib/gateway/protocol.ts'
import { useLive } from '../live-state/live-state.tsx'
import { useErrorText } from '../operation/use-error-text.ts'
import { useLessonStart } from './lesson-start-context.tsx'
import { SwitchHostButton } from './switch-host-button.tsx'

const selectLab = (state: LiveState) => state.lab.lab
const selectStart = (state: LiveState) => state.start.start

/** Above a lesson's text while the lab's host is another chapter's, and while the lesson's own is being prepared. */
export function HostBanner() {
  const t = useTranslations('lessonStart')
  const errorText = useErrorText()
  const start = useLessonStart()
  const phase = useLive(selectLab)
  const view = useLive(selectStart)
  if (!view || !phase || start === null) return null
  const frame = 'shrink-0 border-b border-line bg-surface px-4 py-3'
  if (view.preparing) {
    return (
      <div className={frame} data-testid="host-preparing">
        <Stages
          stages={[{ id: 'preparing', label: t('preparing'), state: 'active', note: t('preparingNote') }]}
          startedAt={view.preparing.since}
        />
      </div>
    )
  }
  if (view.error) {
    return (
      <div className={frame}>
        <Callout kind="error" title={t('failed')} actions={<SwitchHostButton />}>
          <p>{errorText(view.error)}</p>
          {view.error.detail && <pre className="mt-1 text-xs whitespace-pre-wrap">{view.error.detail}</pre>}
        </Callout>
      </div>
    )
  }
  if (phase.phase !== 'running' || chapterOf(view.key) === chapterOf(start)) return null
  const other = chapterOf(view.key)
  return (
    <div className={frame} data-testid="host-banner">
      <Callout title={other === null ? t('titlePlain') : t('title', { chapter: other })} actions={<SwitchHostButton />}>
        {t('text')}
      </Callout>
    </div>
  )
}

/** 4 of `04-hardware#disks`; null for `plain`. */
function chapterOf(start: string): number | null {
  const chapter = Number.parseInt(start, 10)
  return Number.isNaN(chapter) ? null : chapter
}
