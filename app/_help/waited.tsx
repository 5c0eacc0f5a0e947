'use client'

import { useTranslations } from 'next-intl'
import { useNow } from '#app/_ui/use-now.ts'

/** "3 min": how long something has been so. */
export function Waited({ since }: { since: number }) {
  const t = useTranslations('help')
  const minutes = Math.floor(Math.max(0, useNow(10_000) - since) / 60_000)
  return <span className="tabular-nums">{t('waited', { minutes })}</span>
}
