import { BookA, FileText } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { SearchHit } from '#lib/lessons/search/search-lessons.ts'

/** One result: where it is, and the words around what was found. */
export function SearchHitText({ hit }: { hit: SearchHit }) {
  const t = useTranslations('search')
  const Icon = hit.kind === 'term' ? BookA : FileText
  return (
    <span className="flex gap-2.5">
      <Icon size={16} className="mt-0.5 shrink-0 text-muted" aria-hidden />
      <span className="min-w-0">
        <span className="block text-sm">
          <span className="text-muted">
            {hit.chapter ? t('chapter', { number: hit.chapter.order, title: hit.chapter.title }) : t('glossary')}
            {' › '}
          </span>
          <span className="font-semibold">
            <Marked pieces={hit.heading} />
          </span>
        </span>
        <span className="mt-0.5 line-clamp-2 text-sm text-muted">
          <Marked pieces={hit.excerpt} />
        </span>
      </span>
    </span>
  )
}

function Marked({ pieces }: { pieces: SearchHit['excerpt'] }) {
  return pieces.map(({ text, marked }, index) =>
    marked ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces never change places
      <mark key={index} className="rounded-xs bg-accent-soft font-semibold text-accent">
        {text}
      </mark>
    ) : (
      text
    ),
  )
}
