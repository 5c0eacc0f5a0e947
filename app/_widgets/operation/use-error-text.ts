'use client'

import { useTranslations } from 'next-intl'
import { useCallback } from 'react'

interface Explained {
  userMessage: string
  params: Record<string, string | number>
}

/** The sentence of an error in the page's language; its code where there is none. */
export function useErrorText(): (error: Explained) => string {
  const t = useTranslations('errors')
  return useCallback(
    (error) => (t.has(error.userMessage) ? t(error.userMessage, error.params) : error.userMessage),
    [t],
  )
}
