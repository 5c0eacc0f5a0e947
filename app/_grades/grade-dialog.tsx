'use client'

import { CircleCheck, CircleX } from 'lucide-react'
import { useFormatter, useLocale, useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { Badge } from '#app/_ui/badge.tsx'
import { Button } from '#app/_ui/button.tsx'
import { Callout } from '#app/_ui/callout.tsx'
import { Dialog } from '#app/_ui/dialog.tsx'
import { Spinner } from '#app/_ui/spinner.tsx'
import { useTimeZone } from '#app/_ui/use-time-zone.ts'
import { useErrorText } from '#app/_widgets/operation/use-error-text.ts'
import type { AttemptDetail, GradeDetail } from '#lib/gradebook/grade-detail.ts'
import type { GradebookStudent } from '#lib/gradebook/gradebook.ts'
import type { WireError } from '#lib/gateway/protocol.ts'
import { gradeDetailAction } from './actions.ts'
import { OverrideForm } from './override-form.tsx'

interface Props {
  classId: string
  student: GradebookStudent
  checkpoint: string
  mayManage: boolean
  onClose: () => void
}

/** What the points of one cell rest on, attempt by attempt; staff who may give others here. */
export function GradeDialog({ classId, student, checkpoint, mayManage, onClose }: Props) {
  const t = useTranslations('grades')
  const router = useRouter()
  const errorText = useErrorText()
  const [detail, setDetail] = useState<GradeDetail | null>(null)
  const [error, setError] = useState<WireError | null>(null)
  const [reading, setReading] = useState(0)
  const { id: studentId } = student
  // biome-ignore lint/correctness/useExhaustiveDependencies: `reading` asks for it anew
  useEffect(() => {
    let current = true
    void gradeDetailAction({ classId, studentId, checkpoint }).then((answer) => {
      if (!current) return
      if ('error' in answer) setError(answer.error)
      else setDetail(answer.value)
    })
    return () => void (current = false)
  }, [classId, studentId, checkpoint, reading])
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="medium"
      title={student.name}
      description={checkpoint}
      footer={<Button onClick={onClose}>{t('close')}</Button>}
    >
      {error && <Callout kind="error">{errorText(error)}</Callout>}
      {!detail && !error && <Spinner />}
      {detail && (
        <div className="space-y-5">
          <Standing detail={detail} />
          {detail.attempts.map((attempt) => (
            <Attempt key={attempt.attempt} attempt={attempt} points={detail.points} />
          ))}
          {mayManage && (
            <OverrideForm
              gradeKey={{ classId, studentId, checkpoint }}
              detail={detail}
              onDone={() => {
                setReading((count) => count + 1)
                router.refresh()
              }}
            />
          )}
        </div>
      )}
    </Dialog>
  )
}

function Standing({ detail: { grade, points } }: { detail: GradeDetail }) {
  const t = useTranslations('grades')
  const time = useTime()
  if (!grade) return <p className="text-sm text-muted">{t('nothingYet')}</p>
  const { override } = grade
  return (
    <div className="text-sm">
      <p className="text-lg font-semibold tabular-nums">{t('points', { earned: grade.earned, points })}</p>
      {override && (
        <p className="mt-1">
          {t('givenBy', { name: override.byName, time: time(override.at), judged: grade.judged })}
          <span className="mt-0.5 block text-muted">{override.reason}</span>
        </p>
      )}
    </div>
  )
}

function Attempt({ attempt, points }: { attempt: AttemptDetail; points: number }) {
  const t = useTranslations('grades')
  const locale = useLocale()
  const time = useTime()
  const values = Object.entries(attempt.values)
  return (
    <section className="rounded-md border border-line p-3 text-sm">
      <h3 className="flex flex-wrap items-center gap-2 font-medium">
        {t('attempt', { attempt: attempt.attempt })}
        <Badge tone={attempt.status === 'passed' ? 'good' : 'warn'}>
          {t('points', { earned: attempt.earned, points })}
        </Badge>
        {attempt.via && <Badge>{t(`via.${attempt.via}`)}</Badge>}
        <span className="font-normal text-muted">{time(attempt.passedAt ?? attempt.seenAt)}</span>
      </h3>
      <p className="mt-1 text-muted">{t('hints', { count: attempt.hints })}</p>
      {values.length > 0 && (
        <p className="mt-1 font-mono text-xs text-muted">{values.map(([k, v]) => `${k}=${String(v)}`).join('  ')}</p>
      )}
      <ul className="mt-2 space-y-1">
        {attempt.expectations.map(({ id, text, met, actual }) => (
          <li key={id} className="flex gap-2">
            {met ? (
              <CircleCheck size={16} className="mt-0.5 shrink-0 text-good" aria-label={t('met')} />
            ) : (
              <CircleX size={16} className="mt-0.5 shrink-0 text-bad" aria-label={t('unmet')} />
            )}
            <span className="min-w-0 break-words">
              {locale.startsWith('zh') ? text.zh : text.en}
              {!met && actual !== null && <span className="block text-muted">{t('actual', { actual })}</span>}
            </span>
          </li>
        ))}
      </ul>
      {attempt.earlier.map(({ at, earned }) => (
        <p key={at} className="mt-2 text-xs text-muted">
          {t('earlier', { time: time(at), earned })}
        </p>
      ))}
    </section>
  )
}

function useTime(): (at: number) => string {
  const format = useFormatter()
  const timeZone = useTimeZone()
  return (at) => format.dateTime(at, { dateStyle: 'medium', timeStyle: 'short', timeZone })
}
