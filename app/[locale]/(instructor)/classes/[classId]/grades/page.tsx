import { GraduationCap } from 'lucide-react'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import { readClassPage } from '#app/_classes/require-class-page.ts'
import { GradebookTable } from '#app/_grades/gradebook-table.tsx'
import { PassbackPanel } from '#app/_lti/passback-panel.tsx'
import { EmptyState } from '#app/_ui/empty-state.tsx'
import { readGradebook } from '#lib/gradebook/gradebook.ts'
import type { LessonLocale } from '#lib/lessons/lesson-types.ts'
import { listLessons } from '#lib/lessons/lessons.ts'
import { readPassback } from '#lib/lti/scores/score-status.ts'

interface Props {
  params: Promise<{ locale: LessonLocale; classId: string }>
}

/** Class × checkpoint, as it is now and as it changes. */
export default async function GradesPage({ params }: Props) {
  const { locale, classId } = await params
  setRequestLocale(locale)
  const { actor, may } = await readClassPage(classId)
  const [book, lessons, passback, t] = await Promise.all([
    readGradebook(actor, classId),
    listLessons(locale),
    readPassback(actor, classId),
    getTranslations('grades'),
  ])
  if (book.students.length === 0)
    return (
      <EmptyState icon={<GraduationCap size={32} />} title={t('none')}>
        {t('noneWhy')}
      </EmptyState>
    )
  const titles = Object.fromEntries(lessons.map(({ slug, order, title }) => [slug, { order, title }]))
  return (
    <>
      {passback && <PassbackPanel classId={classId} status={passback} maySend={may.manage} />}
      <GradebookTable classId={classId} book={book} titles={titles} mayManage={may.manage} />
    </>
  )
}
