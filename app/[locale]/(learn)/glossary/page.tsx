import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { requirePageUser } from '#app/_shell/require-page-user.ts'
import { TopBar } from '#app/_shell/top-bar.tsx'
import { type Glossary, readGlossary } from '#lib/lessons/glossary.ts'
import type { CompiledLesson, LessonLocale } from '#lib/lessons/lesson-types.ts'
import { loadLessons } from '#lib/lessons/lessons.ts'
import { type GlossaryRow, GlossaryList } from './glossary-list.tsx'

interface Props {
  params: Promise<{ locale: LessonLocale }>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('glossary'))('title') }
}

/** All terms of the course in both languages, each with the sections that use it. */
export default async function GlossaryPage({ params }: Props) {
  const { locale } = await params
  const actor = await requirePageUser('/glossary')
  const [t, glossary, lessons] = await Promise.all([getTranslations('glossary'), readGlossary(), loadLessons(locale)])
  return (
    <div className="flex min-h-dvh flex-col">
      <TopBar actor={actor} />
      <main className="mx-auto w-full max-w-5xl flex-1 px-5 py-9">
        <h1 className="text-2xl font-semibold">{t('title')}</h1>
        <p className="mt-1.5 text-sm text-muted">{t('intro')}</p>
        <GlossaryList rows={rowsOf(glossary, lessons, locale)} />
      </main>
    </div>
  )
}

function rowsOf(glossary: Glossary, lessons: CompiledLesson[], locale: LessonLocale): GlossaryRow[] {
  const { compare } = new Intl.Collator(locale)
  const rows = Object.entries(glossary).map(([id, { zh, en }]) => ({
    id,
    zh,
    en,
    sections: lessons.flatMap(({ meta, outline }) =>
      outline.headings
        .filter(({ terms }) => terms.includes(id))
        .map((heading) => ({ lesson: meta.slug, order: meta.order, heading: heading.text, id: heading.id })),
    ),
  }))
  return rows.toSorted((a, b) => compare(a[locale].term, b[locale].term))
}
