'use client'

import { useLocale } from 'next-intl'
import { useEffect, useState } from 'react'
import type { SearchHit } from '#lib/lessons/search/search-lessons.ts'

export interface SearchState {
  /** Of the last query that was answered; null before the first. */
  hits: SearchHit[] | null
  failed: boolean
}

/** Results as one types; an answer to older letters never comes after a newer one's. */
export function useSearch(query: string): SearchState {
  const locale = useLocale()
  const [state, setState] = useState<SearchState>({ hits: null, failed: false })
  const words = query.trim()
  useEffect(() => {
    if (words === '') return setState({ hits: null, failed: false })
    const controller = new AbortController()
    const parameters = new URLSearchParams({ q: words, locale })
    fetch(`/api/search?${parameters}`, { signal: controller.signal })
      .then(async (response) => {
        if (!response.ok) throw new Error(`search: ${response.status}`)
        setState({ hits: (await response.json()) as SearchHit[], failed: false })
      })
      .catch(() => {
        if (!controller.signal.aborted) setState({ hits: null, failed: true })
      })
    return () => controller.abort()
  }, [words, locale])
  return state
}
