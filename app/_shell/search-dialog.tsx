'use client'

import { Search } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Dialog as Radix } from 'radix-ui'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { Link, useRouter } from './navigation.ts'
import { SearchHitText } from './search-hit-text.tsx'
import { useSearch } from './use-search.ts'

const shownHits = 8

/** Search from anywhere: arrows choose, Enter goes there, Escape gives the focus back to where it was. */
export function SearchDialog({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const t = useTranslations('search')
  const opener = useRef<Element | null>(null)
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-overlay" />
        <Radix.Content
          aria-describedby={undefined}
          onOpenAutoFocus={() => {
            opener.current = document.activeElement
          }}
          onCloseAutoFocus={(event) => {
            // Radix gives it to the dialog's own trigger only; a key has none.
            event.preventDefault()
            if (opener.current instanceof HTMLElement && opener.current.isConnected) opener.current.focus()
          }}
          className="fixed top-[12vh] left-1/2 z-50 w-[min(42rem,calc(100vw-2rem))] -translate-x-1/2 overflow-hidden rounded-lg border border-line bg-raised shadow-pop"
        >
          <Radix.Title className="sr-only">{t('title')}</Radix.Title>
          <SearchBox onDone={() => onOpenChange(false)} />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

function SearchBox({ onDone }: { onDone: () => void }) {
  const t = useTranslations('search')
  const router = useRouter()
  const id = useId()
  const [query, setQuery] = useState('')
  const [chosen, setChosen] = useState(0)
  const { hits, failed } = useSearch(query)
  const shown = hits?.slice(0, shownHits) ?? []
  const all = `/search?${new URLSearchParams({ q: query.trim() })}`
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  }, [chosen])

  const go = (href: string) => {
    onDone()
    router.push(href)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    // While an input method composes Chinese, the keys are its own.
    if (event.nativeEvent.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step && shown.length > 0) {
      event.preventDefault()
      setChosen((chosen + step + shown.length) % shown.length)
    }
    if (event.key === 'Enter' && query.trim() !== '') {
      event.preventDefault()
      go(shown[chosen]?.href ?? all)
    }
  }
  return (
    <>
      <div className="flex h-12 items-center gap-3 border-b border-line px-4">
        <Search size={17} className="shrink-0 text-muted" aria-hidden />
        <input
          type="text"
          role="combobox"
          aria-label={t('title')}
          aria-expanded={shown.length > 0}
          aria-controls={`${id}-list`}
          aria-activedescendant={shown.length > 0 ? `${id}-${chosen}` : undefined}
          aria-autocomplete="list"
          autoComplete="off"
          spellCheck={false}
          placeholder={t('placeholder')}
          value={query}
          onChange={(event) => {
            setQuery(event.target.value)
            setChosen(0)
          }}
          onKeyDown={onKeyDown}
          className="h-full min-w-0 flex-1 bg-transparent text-base outline-none placeholder:text-muted"
          data-testid="search-input"
        />
      </div>
      {shown.length > 0 && (
        <ul
          ref={list}
          id={`${id}-list`}
          role="listbox"
          aria-label={t('results')}
          className="scroll-thin max-h-[56vh] overflow-y-auto p-1.5"
        >
          {shown.map((hit, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the input's, which keeps the focus
            <li
              key={hit.href}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === chosen}
              onClick={() => go(hit.href)}
              onMouseMove={() => setChosen(index)}
              className="cursor-pointer rounded-md px-3 py-2 aria-selected:bg-hover"
            >
              <SearchHitText hit={hit} />
            </li>
          ))}
        </ul>
      )}
      <p
        role="status"
        className="flex min-h-9 flex-wrap items-center gap-x-3 border-t border-line px-4 py-2 text-xs text-muted"
      >
        {failed ? t('failed') : hits === null ? t('hint') : t('found', { count: hits.length })}
        {hits && hits.length > shownHits && (
          <Link href={all} onClick={onDone} className="ml-auto text-accent underline underline-offset-2">
            {t('all')}
          </Link>
        )}
      </p>
    </>
  )
}
