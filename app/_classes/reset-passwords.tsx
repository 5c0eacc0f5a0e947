'use client'

import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { Callout } from '#app/_ui/callout.tsx'
import { Dialog } from '#app/_ui/dialog.tsx'
import { Progress } from '#app/_ui/progress.tsx'
import type { ImportedAccount } from '#lib/classes/roster/roster-row.ts'
import { resetPasswordAction } from './member-actions.ts'
import { PasswordSlips } from './password-slips.tsx'
import type { MemberRow } from './student-rows.ts'

interface ResetPasswordsProps {
  classId: string
  className: string
  students: MemberRow[]
  onClose: () => void
}

/** New passwords for one or many, one after the other: asks first, can be stopped, and says whose could not be reset. */
export function ResetPasswords({ classId, className, students, onClose }: ResetPasswordsProps) {
  const t = useTranslations('members.passwords')
  const errors = useTranslations('errors')
  const [step, setStep] = useState<'ask' | 'working' | 'done'>('ask')
  const [made, setMade] = useState<ImportedAccount[]>([])
  const [failed, setFailed] = useState<{ name: string; reason: string }[]>([])
  const stopped = useRef(false)
  const start = async () => {
    setStep('working')
    for (const { id, name, username } of students) {
      if (stopped.current) break
      const answer = await resetPasswordAction({ classId, studentId: id }).catch(() => ({
        error: { userMessage: 'unexpected', params: {} },
      }))
      if ('ok' in answer) setMade((all) => [...all, { name, username: username ?? '', password: answer.ok }])
      else {
        const reason = errors(answer.error.userMessage, answer.error.params)
        setFailed((all) => [...all, { name, reason }])
      }
    }
    setStep('done')
  }
  const [one] = students
  const done = made.length + failed.length
  const title =
    students.length === 1 ? t('titleOne', { name: one?.name ?? '' }) : t('title', { count: students.length })
  return (
    <Dialog
      open
      onOpenChange={onClose}
      dismissible={step === 'ask'}
      size="medium"
      title={title}
      footer={
        step === 'ask' ? (
          <>
            <Button onClick={onClose}>{t('cancel')}</Button>
            <Button kind="danger" onClick={() => void start()}>
              {t('reset')}
            </Button>
          </>
        ) : step === 'working' ? (
          <Button
            onClick={() => {
              stopped.current = true
            }}
          >
            {t('stop')}
          </Button>
        ) : (
          <Button kind="primary" onClick={onClose}>
            {t('close')}
          </Button>
        )
      }
    >
      {step === 'ask' && <p className="text-sm">{t('why', { count: students.length })}</p>}
      {step === 'working' && (
        <div className="flex items-center gap-3" role="status">
          <Progress value={done / students.length} label={t('progress', { done, total: students.length })} />
          <span className="text-sm text-muted tabular-nums">{t('progress', { done, total: students.length })}</span>
        </div>
      )}
      {step === 'done' && (
        <div className="space-y-3">
          {failed.length > 0 && (
            <Callout kind="error" title={t('failed', { count: failed.length })}>
              <ul>
                {failed.map(({ name, reason }) => (
                  <li key={name}>
                    {name}: {reason}
                  </li>
                ))}
              </ul>
            </Callout>
          )}
          {done < students.length && <Callout>{t('stopped', { count: students.length - done })}</Callout>}
          {made.length > 0 && <PasswordSlips accounts={made} file={className} />}
        </div>
      )}
    </Dialog>
  )
}
