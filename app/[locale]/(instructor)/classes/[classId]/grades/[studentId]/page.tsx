import { ArrowLeft } from 'lucide-react'
import { notFound } from 'next/navigation'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import { readClassPage } from '#app/_classes/require-class-page.ts'
import { Timeline } from '#app/_grades/timeline.tsx'
import { Link } from '#app/_shell/navigation.ts'
import { readGradebook } from '#lib/gradebook/gradebook.ts'
import { readTimeline } from '#lib/gradebook/timeline.ts'
import { totalOf } from '#lib/gradebook/totals.ts'
import type { LessonLocale } from '#lib/lessons/lesson-types.ts'

interface Props {
  params: Promise<{ locale: LessonLocale; classId: string; studentId: string }>
}

/** What one student did and earned, in the order of time. */
export default async function StudentTimelinePage({ params }: Props) {
  const { locale, classId, studentId } = await params
  setRequestLocale(locale)
  const { actor } = await readClassPage(classId)
  const book = await readGradebook(actor, classId)
  const student = book.students.find(({ id }) => id === studentId)
  if (!student) notFound()
  const [entries, t] = await Promise.all([readTimeline(actor, { classId, studentId }), getTranslations('grades')])
  const { earned, points, passed, of } = totalOf(book.grades[studentId], book.columns)
  return (
    <div className="max-w-4xl">
      <Link
        href={`/classes/${classId}/grades`}
        className="inline-flex items-center gap-1 text-sm text-muted hover:text-text"
      >
        <ArrowLeft size={14} aria-hidden />
        {t('back')}
      </Link>
      <h2 className="mt-2 text-xl font-semibold">{student.name}</h2>
      <p className="mb-4 text-sm text-muted">
        {student.username} · {t('points', { earned, points })} · {t('passedOf', { passed, of, points })}
      </p>
      <Timeline entries={entries} />
    </div>
  )
}
