'use client'

import { BookA } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Tooltip } from '#app/_ui/tooltip.tsx'
import { Link } from './navigation.ts'

export function GlossaryLink() {
  const t = useTranslations('glossary')
  return (
    <Tooltip text={t('title')}>
      <Link
        href="/glossary"
        aria-label={t('title')}
        className="inline-flex size-7 shrink-0 items-center justify-center rounded-md text-muted hover:bg-hover hover:text-text"
      >
        <BookA size={16} aria-hidden />
      </Link>
    </Tooltip>
  )
}
