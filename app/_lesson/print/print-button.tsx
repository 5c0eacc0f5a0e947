'use client'

import { Printer } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '#app/_ui/button.tsx'

export function PrintButton() {
  const t = useTranslations('lesson')
  return (
    <Button kind="primary" icon={<Printer size={15} />} onClick={() => window.print()}>
      {t('printNow')}
    </Button>
  )
}
