'use client'

import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState, useSyncExternalStore } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { Callout } from '#app/_ui/callout.tsx'
import { controlStyle } from '#app/_ui/control-style.ts'
import { IconButton } from '#app/_ui/icon-button.tsx'
import { useToast } from '#app/_ui/toast.tsx'
import { useTimeZone } from '#app/_ui/use-time-zone.ts'
import { setClassLessonsAction } from './class-actions.ts'
import { fromLocalInput, toLocalInput } from './local-input.ts'
import { useAct } from './use-act.ts'

export interface PlannedLesson {
  slug: string
  order: number
  title: string
  taken: boolean
  /** ms */
  dueAt: number | null
}

interface LessonPlanProps {
  classId: string
  lessons: PlannedLesson[]
  mayManage: boolean
}

/** The course as a list: which lessons the class takes, and when they are due, in the reader's own time. */
export function LessonPlan({ classId, lessons, mayManage }: LessonPlanProps) {
  const t = useTranslations('classLessons')
  const toast = useToast()
  const timeZone = useTimeZone()
  const here = useInBrowser()
  const [plan, setPlan] = useState(lessons)
  const { act, busy, error } = useAct()
  const changed = JSON.stringify(plan) !== JSON.stringify(lessons)
  const change = (slug: string, part: Partial<PlannedLesson>) =>
    setPlan(plan.map((one) => (one.slug === slug ? { ...one, ...part } : one)))
  const save = async () => {
    const taken = plan
      .filter((one) => one.taken)
      .map(({ slug, dueAt }) => ({ lesson: slug, dueAt: dueAt === null ? null : new Date(dueAt) }))
    if (await act(() => setClassLessonsAction({ classId, lessons: taken }))) toast({ kind: 'good', title: t('saved') })
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      {error && (
        <Callout kind="error" className="mb-3">
          {error.text}
        </Callout>
      )}
      <div className="overflow-x-auto rounded-lg border border-line bg-surface">
        <table className="w-full border-separate border-spacing-0 text-sm">
          <thead className="text-left text-xs text-muted">
            <tr className="h-8">
              <th className="w-16 px-3 font-medium">{t('taken')}</th>
              <th className="px-3 font-medium">{t('lesson')}</th>
              <th className="w-72 px-3 font-medium">{t('due', { zone: here ? timeZone : '' })}</th>
            </tr>
          </thead>
          <tbody>
            {plan.map(({ slug, order, title, taken, dueAt }) => (
              <tr key={slug} className="h-11 [&>td]:border-t [&>td]:border-line" data-testid={`plan-${slug}`}>
                <td className="px-3">
                  <input
                    type="checkbox"
                    className="block size-4"
                    aria-label={t('takes', { title })}
                    checked={taken}
                    disabled={!mayManage}
                    onChange={(event) => change(slug, { taken: event.target.checked, dueAt: null })}
                  />
                </td>
                <td className={taken ? 'px-3' : 'px-3 text-muted'}>{t('chapter', { number: order, title })}</td>
                <td className="px-3">
                  <span className="flex items-center gap-1">
                    <input
                      type="datetime-local"
                      className={controlStyle}
                      aria-label={t('dueOf', { title })}
                      disabled={!taken || !mayManage}
                      value={here && dueAt !== null ? toLocalInput(dueAt) : ''}
                      onChange={(event) => change(slug, { dueAt: fromLocalInput(event.target.value) })}
                    />
                    {mayManage && (
                      <IconButton
                        label={t('clear', { title })}
                        icon={<X size={14} />}
                        className={dueAt === null ? 'invisible' : ''}
                        onClick={() => change(slug, { dueAt: null })}
                      />
                    )}
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {mayManage && (
        <div className="sticky bottom-0 flex items-center gap-2 bg-page py-3">
          <Button kind="primary" type="submit" busy={busy} disabled={!changed}>
            {t('save')}
          </Button>
          <Button disabled={!changed || busy} onClick={() => setPlan(lessons)}>
            {t('revert')}
          </Button>
          <span className="text-sm text-muted">{t(changed ? 'unsaved' : 'late')}</span>
        </div>
      )}
    </form>
  )
}

const never = () => () => {}

/** False in what the server draws, which does not know the reader's time. */
function useInBrowser(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
}
