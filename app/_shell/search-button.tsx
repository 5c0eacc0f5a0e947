'use client'

import { Search } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { KeyCap } from '#app/_ui/key-cap.tsx'
import { SearchDialog } from './search-dialog.tsx'

/** The box in the top bar. Ctrl+K or `/` opens it too, except where keys belong to something else: a shell, an editor, a screen. */
export function SearchButton() {
  const t = useTranslations('search')
  const [open, setOpen] = useState(false)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const plain = event.key === '/' && !event.ctrlKey && !event.altKey && !event.metaKey
      const chord =
        event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey
      if (!(plain || chord) || ownsKeys(event.target, plain)) return
      event.preventDefault()
      setOpen(true)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
  return (
    <>
      <button
        type="button"
        onClick={() => setOpen(true)}
        title={t('open')}
        data-testid="search-open"
        className="flex h-7 shrink-0 items-center gap-2 rounded-md border border-line bg-sunken px-2 text-sm text-muted hover:border-line-strong/60 hover:text-text"
      >
        <Search size={14} aria-hidden />
        <span className="sr-only lg:not-sr-only">{t('short')}</span>
        <span className="hidden gap-0.5 lg:flex" aria-hidden>
          <KeyCap>Ctrl</KeyCap>
          <KeyCap>K</KeyCap>
        </span>
      </button>
      <SearchDialog open={open} onOpenChange={setOpen} />
    </>
  )
}

function ownsKeys(target: EventTarget | null, plain: boolean): boolean {
  if (!(target instanceof HTMLElement)) return false
  // noVNC's screen is a canvas; in a form's field a stroke is a letter, while Ctrl+K means nothing there.
  if (target.closest('.xterm, .monaco-editor, canvas, [role=dialog]')) return true
  return plain && (target.matches('input, textarea, select') || target.isContentEditable)
}
