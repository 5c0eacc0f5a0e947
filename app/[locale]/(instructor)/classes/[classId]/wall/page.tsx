import { getTranslations, setRequestLocale } from 'next-intl/server'
import { requireClassPage } from '#app/_classes/require-class-page.ts'
import { Wall, type WallLesson } from '#app/_help/wall.tsx'
import { readWallEntries } from '#lib/help/wall-entries.ts'
import type { LessonLocale } from '#lib/lessons/lesson-types.ts'
import { loadLessons } from '#lib/lessons/lessons.ts'

interface Props {
  params: Promise<{ locale: LessonLocale; classId: string }>
}

/** The students of a class as they work: who is where, who waits, who is stuck. */
export default async function WallPage({ params }: Props) {
  const { locale, classId } = await params
  setRequestLocale(locale)
  const { may } = await requireClassPage(classId)
  const [entries, loaded, t] = await Promise.all([
    readWallEntries(classId),
    loadLessons(locale),
    getTranslations('help.wall'),
  ])
  const lessons: Record<string, WallLesson> = Object.fromEntries(
    loaded.map(({ meta, outline }) => [
      meta.slug,
      {
        title: t('lesson', { number: meta.order, title: meta.title }),
        headings: Object.fromEntries(outline.headings.map(({ id, text }) => [id, text])),
        checkpoints: outline.checkpoints.map((id) => `${meta.slug}/${id}`),
      },
    ]),
  )
  return <Wall classId={classId} initial={[...entries.values()]} lessons={lessons} mayWrite={may.use} />
}
