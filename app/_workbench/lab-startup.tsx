'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useRef } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { Callout } from '#app/_ui/callout.tsx'
import { type Stage, Stages } from '#app/_ui/stages.tsx'
import { goToStart } from '#app/_widgets/lesson-start/actions.ts'
import { useLessonStart } from '#app/_widgets/lesson-start/lesson-start-context.tsx'
import { useErrorText } from '#app/_widgets/operation/use-error-text.ts'
import { reportActivity } from '#app/_widgets/live-state/report-activity.ts'
import { useLive } from '#app/_widgets/live-state/live-state.tsx'
import type { LabPhase, LiveState } from '#lib/gateway/protocol.ts'
import { labAction } from './actions.ts'

const selectLab = (state: LiveState) => state.lab.lab
const stageOrder = ['creating', 'starting', 'libvirt', 'resuming'] as const

/** Starts the lab when the page opens, and says how far it is; nothing to see once it runs. */
export function LabStartup({ labId }: { labId: string }) {
  const t = useTranslations('workbench.startup')
  const errorText = useErrorText()
  const phase = useLive(selectLab)
  useStartOnOpen(labId, phase)
  useResumeOnReturn(labId, phase)
  if (!phase || phase.phase === 'running' || phase.phase === 'absent') return null

  const frame = 'shrink-0 border-b border-line bg-surface px-4 py-3'
  if (phase.phase === 'provisioning') {
    const { stage, since, queue } = phase
    const stages: Stage[] =
      stage === 'queued'
        ? [{ id: stage, label: t(stage), state: 'active' }]
        : stagesOf(stage).map((one) => ({ ...one, label: t(one.id) }))
    return (
      <div className={frame} data-testid="lab-startup">
        {queue && (
          <p className="mb-2 text-sm" role="status">
            {t(`queuedWhy.${queue.scope}`, { limit: queue.limit })}
          </p>
        )}
        <Stages
          stages={stages}
          startedAt={since}
          actions={<Button onClick={() => void labAction(labId, 'cancel-start')}>{t('cancel')}</Button>}
        />
      </div>
    )
  }
  if (phase.phase === 'failed') {
    return (
      <div className={frame}>
        <Callout
          kind="error"
          title={t('failed')}
          actions={
            <Button kind="primary" onClick={() => void labAction(labId, 'start')}>
              {t('retry')}
            </Button>
          }
        >
          <p>{errorText(phase.error)}</p>
          {phase.error.detail && <pre className="mt-1 text-xs whitespace-pre-wrap">{phase.error.detail}</pre>}
        </Callout>
      </div>
    )
  }
  if (phase.phase === 'stopped') {
    return (
      <div className={frame}>
        <Callout
          title={t(phase.suspended ? 'suspended' : 'stopped')}
          actions={
            <Button kind="primary" onClick={() => void labAction(labId, 'start')}>
              {t(phase.suspended ? 'resume' : 'start')}
            </Button>
          }
        >
          {phase.suspended ? t(`suspendedWhy.${phase.suspended.why}`, { count: phase.suspended.vms }) : t('stoppedWhy')}
        </Callout>
      </div>
    )
  }
  return (
    <div className={frame}>
      <Stages stages={[{ id: phase.phase, label: t(phase.phase), state: 'active' }]} startedAt={phase.since} />
    </div>
  )
}

/** With the lesson's own host; once per visit: a lab that is stopped while the page is open stays so until somebody asks. */
function useStartOnOpen(labId: string, phase: LabPhase | null): void {
  const start = useLessonStart()
  const asked = useRef(false)
  useEffect(() => {
    if (!phase || asked.current) return
    asked.current = true
    if (phase.phase !== 'absent' && phase.phase !== 'stopped') return
    if (start === null) void labAction(labId, 'start')
    else void goToStart(labId, start, true)
  }, [labId, phase, start])
}

/** A lab that was suspended because nobody was there goes on when somebody is. */
function useResumeOnReturn(labId: string, phase: LabPhase | null): void {
  const why = phase?.phase === 'stopped' ? phase.suspended?.why : undefined
  const waits = why === 'idle' || why === 'room'
  useEffect(() => {
    if (!waits) return
    return reportActivity(
      () => void labAction(labId, 'start'),
      () => false,
    )
  }, [labId, waits])
}

/** Only who was suspended, or begins with VMs that run, has something to resume. */
function stagesOf(current: (typeof stageOrder)[number]): Stage[] {
  const position = stageOrder.indexOf(current)
  const shown = current === 'resuming' ? stageOrder.slice(1) : stageOrder.slice(0, -1)
  return shown
    .map((id) => ({ id, index: stageOrder.indexOf(id) }))
    .map(({ id, index }) => ({
      id,
      label: id,
      state: index < position ? 'done' : index === position ? 'active' : 'waiting',
    }))
}
