'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Link } from '#app/_shell/navigation.ts'
import { TextInput } from '#app/_ui/text-input.tsx'
import type { GlossaryEntry } from '#lib/lessons/glossary.ts'

export interface GlossaryRow {
  id: string
  zh: GlossaryEntry
  en: GlossaryEntry
  sections: { lesson: string; order: number; heading: string; id: string }[]
}

/** Both languages side by side, fewer as one types. */
export function GlossaryList({ rows }: { rows: GlossaryRow[] }) {
  const t = useTranslations('glossary')
  const [query, setQuery] = useState('')
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  const shown = rows.filter(({ id, zh, en }) => {
    const text = [id, zh.term, zh.text, en.term, en.text].join(' ').toLowerCase()
    return words.every((word) => text.includes(word))
  })
  return (
    <>
      <div className="mt-5 flex flex-wrap items-center gap-4">
        <div className="w-full max-w-xs">
          <TextInput
            type="search"
            aria-label={t('filter')}
            placeholder={t('placeholder')}
            value={query}
            onValueChange={setQuery}
            autoComplete="off"
          />
        </div>
        <p role="status" className="text-sm text-muted">
          {shown.length > 0 ? t('count', { count: shown.length }) : t('none')}
        </p>
      </div>
      {shown.length > 0 && (
        <ul className="mt-4 divide-y divide-line rounded-lg border border-line bg-surface" data-testid="glossary">
          {shown.map((row) => (
            <GlossaryItem key={row.id} row={row} />
          ))}
        </ul>
      )}
    </>
  )
}

function GlossaryItem({ row: { id, zh, en, sections } }: { row: GlossaryRow }) {
  const t = useTranslations('glossary')
  return (
    <li id={id} className="scroll-mt-4 px-4 py-4 target:bg-accent-soft">
      <div className="grid gap-x-8 gap-y-2 md:grid-cols-2">
        <Entry lang="zh-CN" entry={zh} />
        <Entry lang="en" entry={en} />
      </div>
      {sections.length > 0 && (
        <p className="mt-2.5 flex flex-wrap gap-x-4 gap-y-0.5 text-xs text-muted">
          <span>{t('used')}</span>
          {sections.map((section) => (
            <Link
              key={`${section.lesson}#${section.id}`}
              href={`/lessons/${section.lesson}#${section.id}`}
              className="text-accent underline-offset-2 hover:underline"
            >
              {t('section', { number: section.order, heading: section.heading })}
            </Link>
          ))}
        </p>
      )}
    </li>
  )
}

function Entry({ lang, entry }: { lang: string; entry: GlossaryEntry }) {
  return (
    <div lang={lang}>
      <h2 className="text-base font-semibold">{entry.term}</h2>
      <p className="mt-0.5 text-sm text-muted">{entry.text}</p>
    </div>
  )
}
