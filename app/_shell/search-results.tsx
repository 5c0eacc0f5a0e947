'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { TextInput } from '#app/_ui/text-input.tsx'
import type { SearchHit } from '#lib/lessons/search/search-lessons.ts'
import { Link } from './navigation.ts'
import { SearchHitText } from './search-hit-text.tsx'
import { useSearch } from './use-search.ts'

/** The search page: results as one types, from the server at first. */
export function SearchResults({
  initialQuery,
  initialHits,
}: {
  initialQuery: string
  initialHits: SearchHit[] | null
}) {
  const t = useTranslations('search')
  const [query, setQuery] = useState(initialQuery)
  const search = useSearch(query)
  const hits = search.hits ?? (query === initialQuery ? initialHits : null)
  useEffect(() => {
    const parameters = query.trim() ? `?${new URLSearchParams({ q: query.trim() })}` : ''
    // The address only, so that it can be shared and gone back to; nothing is to be loaded.
    window.history.replaceState(window.history.state, '', `${window.location.pathname}${parameters}`)
  }, [query])
  return (
    <>
      <div className="mt-4">
        <TextInput
          type="search"
          name="q"
          aria-label={t('title')}
          placeholder={t('placeholder')}
          value={query}
          onValueChange={setQuery}
          autoComplete="off"
          // biome-ignore lint/a11y/noAutofocus: who comes to this page comes to type
          autoFocus
        />
      </div>
      <p role="status" className="mt-3 text-sm text-muted">
        {search.failed ? t('failed') : hits === null ? t('hint') : t('found', { count: hits.length })}
      </p>
      {hits && hits.length > 0 && (
        <ol className="mt-3 divide-y divide-line rounded-lg border border-line bg-surface" data-testid="search-results">
          {hits.map((hit) => (
            <li key={hit.href}>
              <Link href={hit.href} className="block px-4 py-3 outline-offset-[-2px] hover:bg-hover">
                <SearchHitText hit={hit} />
              </Link>
            </li>
          ))}
        </ol>
      )}
    </>
  )
}
