import { getTranslations, setRequestLocale } from 'next-intl/server'
import { LessonPlan } from '#app/_classes/lesson-plan.tsx'
import { requireClassPage } from '#app/_classes/require-class-page.ts'
import { readClassLessons } from '#lib/classes/class-lessons.ts'
import type { LessonLocale } from '#lib/lessons/lesson-types.ts'
import { listLessons } from '#lib/lessons/lessons.ts'

interface Props {
  params: Promise<{ locale: LessonLocale; classId: string }>
}

/** Which lessons the class takes, and by when. */
export default async function LessonsPage({ params }: Props) {
  const { locale, classId } = await params
  setRequestLocale(locale)
  const { actor, may } = await requireClassPage(classId)
  const [t, course, taken] = await Promise.all([
    getTranslations('classLessons'),
    listLessons(locale),
    readClassLessons(actor, classId),
  ])
  const byLesson = new Map(taken?.map(({ lesson, dueAt }) => [lesson, dueAt]))
  const lessons = course.map(({ slug, order, title }) => ({
    slug,
    order,
    title,
    taken: taken === null || byLesson.has(slug),
    dueAt: byLesson.get(slug)?.getTime() ?? null,
  }))
  return (
    <div className="max-w-4xl">
      <p className="mb-4 max-w-2xl text-sm text-muted">{t('intro')}</p>
      <LessonPlan key={JSON.stringify(lessons)} classId={classId} lessons={lessons} mayManage={may.manage} />
    </div>
  )
}
