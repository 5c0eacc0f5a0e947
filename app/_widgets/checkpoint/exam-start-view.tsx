'use client'

import { ClipboardPen } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { Callout } from '#app/_ui/callout.tsx'
import { Dialog } from '#app/_ui/dialog.tsx'
import { useToast } from '#app/_ui/toast.tsx'
import { useLabId } from '../live-state/live-state.tsx'
import { useErrorText } from '../operation/use-error-text.ts'
import { beginExam } from './actions.ts'

/** `attempt` 0: not begun. A new attempt has other values and a fresh host, so it is asked for twice. */
export function ExamStartView({ lesson, attempt }: { lesson: string; attempt: number }) {
  const t = useTranslations('checkpoint.exam')
  const labId = useLabId()
  const router = useRouter()
  const toast = useToast()
  const errorText = useErrorText()
  const [asking, setAsking] = useState(false)
  const begin = async () => {
    setAsking(false)
    const { error } = await beginExam(labId, lesson)
    if (error) toast({ kind: 'error', title: errorText(error) })
    // The task sheet has the new values.
    else router.refresh()
  }
  const name = attempt === 0 ? 'begin' : 'again'
  return (
    <Callout
      title={attempt === 0 ? t('title') : t('attempt', { attempt })}
      actions={
        <Button
          kind={attempt === 0 ? 'primary' : 'default'}
          icon={<ClipboardPen size={15} />}
          onClick={() => setAsking(true)}
          data-testid="begin-exam"
          data-attempt={attempt}
        >
          {t(name)}
        </Button>
      }
    >
      {attempt === 0 ? t('text') : t('attemptText')}
      <Dialog
        open={asking}
        onOpenChange={setAsking}
        title={t(`${name}Title`)}
        footer={
          <>
            <Button onClick={() => setAsking(false)}>{t('cancel')}</Button>
            <Button kind="primary" onClick={() => void begin()} data-testid="begin-exam-now">
              {t(name)}
            </Button>
          </>
        }
      >
        {t(`${name}Text`)}
      </Dialog>
    </Callout>
  )
}
