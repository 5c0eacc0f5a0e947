'use client'

import { ArrowRightLeft } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '#app/_ui/button.tsx'
import { useLessonStart } from './lesson-start-context.tsx'
import { useJump } from './use-jump.ts'

/** Puts the lesson's own lab host in place, as it was left, or as the lesson prepares it. */
export function SwitchHostButton() {
  const t = useTranslations('lessonStart')
  const start = useLessonStart()
  const { jump, busy } = useJump()
  if (start === null) return null
  return (
    <Button
      kind="primary"
      icon={<ArrowRightLeft size={15} />}
      disabled={busy}
      onClick={() => jump(start, true)}
      data-testid="switch-host"
    >
      {t('switch')}
    </Button>
  )
}
