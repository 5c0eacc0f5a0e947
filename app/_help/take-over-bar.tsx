'use client'

import { Eye, Hand, Handshake } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '#app/_ui/button.tsx'
import { classNames } from '#app/_ui/class-names.ts'
import { handBackAction, lowerHandAction, takeOverAction } from './actions.ts'
import { useHand, useHelp } from './use-help.ts'
import { useHelpAction } from './use-help-action.ts'
import { Waited } from './waited.tsx'

interface TakeOverBarProps {
  labId: string
  studentId: string
  userId: string
  name: string
  running: boolean
}

/** Whether one looks on or helps, and how to change that; the student's hand, if it is up. */
export function TakeOverBar({ labId, studentId, userId, name, running }: TakeOverBarProps) {
  const t = useTranslations('help.takeOver')
  const hand = useHand()
  const { takeOver } = useHelp()
  const { busy, error, run } = useHelpAction()
  const helping = takeOver?.userId === userId
  const Icon = helping ? Handshake : Eye
  return (
    <>
      {hand && (
        <div
          className="flex flex-wrap items-center gap-3 border-b border-warn bg-warn-soft px-3 py-1.5 text-sm"
          data-testid="student-hand"
        >
          <Hand size={16} className="shrink-0 text-warn" aria-hidden />
          <span className="min-w-0 flex-1">
            {t('hand', { name })} <Waited since={hand.at} />
            {hand.text && <span className="ml-2 font-medium">{hand.text}</span>}
          </span>
          <Button busy={busy} onClick={() => void run(() => lowerHandAction(studentId))}>
            {t('answered')}
          </Button>
        </div>
      )}
      <div
        role="status"
        data-testid="take-over-bar"
        data-helping={helping}
        className={classNames(
          'flex min-h-10 flex-wrap items-center gap-x-3 gap-y-1 border-b px-3 py-1 text-sm',
          helping ? 'border-warn bg-warn-soft' : 'border-line bg-surface',
        )}
      >
        <Icon size={16} className={classNames('shrink-0', helping ? 'text-warn' : 'text-muted')} aria-hidden />
        <span className="min-w-0 flex-1">
          {helping ? t('helping', { name }) : takeOver ? t('held', { name: takeOver.name }) : t('watching')}
          {error && <span className="ml-2 text-bad">{error}</span>}
        </span>
        {helping ? (
          <Button kind="primary" busy={busy} onClick={() => void run(() => handBackAction(labId))}>
            {t('end')}
          </Button>
        ) : (
          <Button
            busy={busy}
            disabled={takeOver !== null || !running}
            onClick={() => void run(() => takeOverAction(labId))}
          >
            {t('begin')}
          </Button>
        )}
      </div>
    </>
  )
}
