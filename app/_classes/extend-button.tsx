'use client'

import { TimerReset } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '#app/_ui/button.tsx'
import { useToast } from '#app/_ui/toast.tsx'
import { extendLabsAction } from './limits-actions.ts'
import { useAct } from './use-act.ts'

const minutes = 30

/** Gives the labs of these students half an hour more; `studentIds`: null for the whole class. */
export function ExtendButton({ classId, studentIds }: { classId: string; studentIds: string[] | null }) {
  const t = useTranslations('limits')
  const toast = useToast()
  const { act, busy, error } = useAct()
  const extend = async () => {
    const done = await act(() => extendLabsAction({ classId, studentIds, minutes }), { refresh: false })
    if (done) toast({ kind: 'good', title: t('extended', { count: done.ok, minutes }) })
  }
  return (
    <>
      <Button
        icon={<TimerReset size={15} aria-hidden />}
        busy={busy}
        disabled={studentIds?.length === 0}
        onClick={() => void extend()}
      >
        {t(studentIds === null ? 'extendAll' : 'extend', { minutes })}
      </Button>
      {error && (
        <span role="alert" className="text-sm text-bad">
          {error.text}
        </span>
      )}
    </>
  )
}
