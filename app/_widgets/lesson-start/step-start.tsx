'use client'

import { FastForward } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { Dialog } from '#app/_ui/dialog.tsx'
import { useLessonStart } from './lesson-start-context.tsx'
import { useJump } from './use-jump.ts'

/** Below a heading that one can jump to: brings the lab host to what it is like when one has come this far. */
export function StepStart({ step }: { step: string }) {
  const t = useTranslations('lessonStart')
  const start = useLessonStart()
  const { jump, busy } = useJump()
  const [asking, setAsking] = useState(false)
  if (start === null) return null
  return (
    <div>
      <Button
        kind="quiet"
        className="-ml-3"
        icon={<FastForward size={15} />}
        disabled={busy}
        onClick={() => setAsking(true)}
        data-testid={`jump-${step}`}
      >
        {t('here')}
      </Button>
      <Dialog
        open={asking}
        onOpenChange={setAsking}
        title={t('hereTitle')}
        footer={
          <>
            <Button onClick={() => setAsking(false)}>{t('keep')}</Button>
            <Button
              kind="danger"
              onClick={() => {
                setAsking(false)
                jump(`${start}#${step}`, false)
              }}
            >
              {t('here')}
            </Button>
          </>
        }
      >
        {t('hereText')}
      </Dialog>
    </div>
  )
}
