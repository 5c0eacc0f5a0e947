'use client'

import { Scale } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { Callout } from '#app/_ui/callout.tsx'
import { Dialog } from '#app/_ui/dialog.tsx'
import { Field } from '#app/_ui/field.tsx'
import { Select } from '#app/_ui/select.tsx'
import { useToast } from '#app/_ui/toast.tsx'
import { useErrorText } from '#app/_widgets/operation/use-error-text.ts'
import type { WireError } from '#lib/gateway/protocol.ts'
import { type RegradeAnswer, regradeAction } from './actions.ts'
import type { LessonTitle } from './gradebook-table.tsx'

const all = '*'

/** Judges stored evidence by the checkpoints of today: first what would change, then, if it is wanted, the change. */
export function RegradeDialog({ classId, titles }: { classId: string; titles: Record<string, LessonTitle> }) {
  const t = useTranslations('grades.regrade')
  const gradesText = useTranslations('grades')
  const errorText = useErrorText()
  const router = useRouter()
  const toast = useToast()
  const [open, setOpen] = useState(false)
  const [lesson, setLesson] = useState(all)
  const [plan, setPlan] = useState<RegradeAnswer | null>(null)
  const [error, setError] = useState<WireError | null>(null)
  const [busy, setBusy] = useState(false)
  const ask = async (apply: boolean) => {
    setBusy(true)
    const answer = await regradeAction({ classId, apply, ...(lesson !== all && { only: lesson }) })
    setBusy(false)
    setError('error' in answer ? answer.error : null)
    if ('error' in answer) return
    if (!apply) return setPlan(answer.value)
    setOpen(false)
    toast({ kind: 'good', title: t('done', { count: answer.value.changed.length }) })
    router.refresh()
  }
  const options = [
    { value: all, label: t('allLessons') },
    ...Object.entries(titles).map(([slug, { order, title }]) => ({
      value: slug,
      label: gradesText('lesson', { number: order, title }),
    })),
  ]
  const show = (next: boolean) => {
    setOpen(next)
    setPlan(null)
    setError(null)
  }
  return (
    <>
      <Button icon={<Scale size={15} />} onClick={() => show(true)}>
        {t('button')}
      </Button>
      <Dialog
        open={open}
        onOpenChange={show}
        size="medium"
        title={t('button')}
        description={t('what')}
        footer={
          <>
            <Button onClick={() => show(false)}>{t('cancel')}</Button>
            {plan && plan.changed.length > 0 ? (
              <Button kind="primary" busy={busy} onClick={() => void ask(true)}>
                {t('apply', { count: plan.changed.length })}
              </Button>
            ) : (
              <Button kind="primary" busy={busy} onClick={() => void ask(false)}>
                {t('look')}
              </Button>
            )}
          </>
        }
      >
        <Field label={t('lesson')}>
          <Select
            value={lesson}
            onValueChange={(value) => {
              setLesson(value)
              setPlan(null)
            }}
            options={options}
          />
        </Field>
        {error && <Callout kind="error">{errorText(error)}</Callout>}
        {plan && (
          <div className="mt-3 text-sm" aria-live="polite">
            <p>{t('plan', { judged: plan.judged, changed: plan.changed.length, untold: plan.untold.length })}</p>
            <ul className="mt-2 divide-y divide-line">
              {plan.changed.map(({ username, studentId, checkpoint, attempt, before, after }) => (
                <li key={`${studentId} ${checkpoint} ${attempt}`} className="flex gap-3 py-1">
                  <span className="w-28 truncate">{username}</span>
                  <span className="flex-1 font-mono text-xs">{checkpoint}</span>
                  <span className="tabular-nums">
                    {before.earned} → {after?.earned}
                  </span>
                </li>
              ))}
            </ul>
          </div>
        )}
      </Dialog>
    </>
  )
}
