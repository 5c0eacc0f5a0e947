'use client'

import { useTranslations } from 'next-intl'
import { useCallback } from 'react'

/** The name of a forward mode; libvirt's own word for one that we have no name for. */
export function useModeName(): (mode: string) => string {
  const t = useTranslations('networks.mode')
  return useCallback((mode) => (t.has(mode) ? t(mode) : mode), [t])
}
