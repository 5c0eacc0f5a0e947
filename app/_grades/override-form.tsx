'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { Callout } from '#app/_ui/callout.tsx'
import { Field } from '#app/_ui/field.tsx'
import { TextArea } from '#app/_ui/text-area.tsx'
import { TextInput } from '#app/_ui/text-input.tsx'
import { useErrorText } from '#app/_widgets/operation/use-error-text.ts'
import type { GradeDetail } from '#lib/gradebook/grade-detail.ts'
import type { WireError } from '#lib/gateway/protocol.ts'
import { overrideGradeAction } from './actions.ts'

interface Props {
  gradeKey: { classId: string; studentId: string; checkpoint: string }
  detail: GradeDetail
  onDone: () => void
}

/** Points that staff give instead of what was judged. */
export function OverrideForm({ gradeKey, detail, onDone }: Props) {
  const t = useTranslations('grades.override')
  const errorText = useErrorText()
  const [points, setPoints] = useState(String(detail.grade?.earned ?? 0))
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<WireError | null>(null)
  const send = async (given: number | null) => {
    setBusy(true)
    const answer = await overrideGradeAction({ ...gradeKey, points: given, reason })
    setBusy(false)
    setError('error' in answer ? answer.error : null)
    if ('error' in answer) return
    setReason('')
    onDone()
  }
  const errorAt = (field: string) => (error?.field === field ? errorText(error) : undefined)
  return (
    <form
      noValidate
      className="space-y-2 border-t border-line pt-4"
      onSubmit={(event) => {
        event.preventDefault()
        // What is no number is refused as the server refuses a wrong one.
        void send(points.trim() === '' ? -1 : Number(points))
      }}
    >
      <h3 className="text-sm font-medium">{t('title')}</h3>
      <div className="grid grid-cols-[8rem_minmax(0,1fr)] gap-3">
        <Field label={t('points', { points: detail.points })} error={errorAt('points')} reserveError>
          <TextInput inputMode="numeric" value={points} onValueChange={setPoints} />
        </Field>
        <Field label={t('reason')} error={errorAt('reason')} reserveError>
          <TextArea rows={2} value={reason} onValueChange={setReason} />
        </Field>
      </div>
      {error && !error.field && <Callout kind="error">{errorText(error)}</Callout>}
      <div className="flex justify-end gap-2">
        {detail.grade?.override && (
          <Button disabled={busy} onClick={() => void send(null)}>
            {t('restore', { judged: detail.grade.judged })}
          </Button>
        )}
        <Button type="submit" kind="primary" busy={busy}>
          {t('give')}
        </Button>
      </div>
    </form>
  )
}
