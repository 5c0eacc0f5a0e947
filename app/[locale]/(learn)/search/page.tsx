import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { requirePageUser } from '#app/_shell/require-page-user.ts'
import { SearchResults } from '#app/_shell/search-results.tsx'
import { TopBar } from '#app/_shell/top-bar.tsx'
import type { LessonLocale } from '#lib/lessons/lesson-types.ts'
import { searchLessons } from '#lib/lessons/search/search-lessons.ts'

interface Props {
  params: Promise<{ locale: LessonLocale }>
  searchParams: Promise<{ q?: string | string[] }>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('search'))('title') }
}

/** Everything that the course says of some words; the address keeps them. */
export default async function SearchPage({ params, searchParams }: Props) {
  const { locale } = await params
  const actor = await requirePageUser('/search')
  const t = await getTranslations('search')
  const { q } = await searchParams
  const query = typeof q === 'string' ? q : ''
  return (
    <div className="flex min-h-dvh flex-col">
      <TopBar actor={actor} />
      <main className="mx-auto w-full max-w-3xl flex-1 px-5 py-9">
        <h1 className="text-2xl font-semibold">{t('title')}</h1>
        <SearchResults initialQuery={query} initialHits={query ? await searchLessons(query, locale) : null} />
      </main>
    </div>
  )
}
