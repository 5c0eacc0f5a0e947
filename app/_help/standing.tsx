import { getTranslations } from 'next-intl/server'
import { readAttempt } from '#lib/grading/attempts.ts'
import { countHints } from '#lib/grading/hints.ts'
import { readPasses } from '#lib/grading/results.ts'
import type { LessonLocale } from '#lib/lessons/lesson-types.ts'
import { loadLessons } from '#lib/lessons/lessons.ts'
import { readCourseProgress } from '#lib/progress/lesson-progress.ts'
import type { Actor } from '#lib/access/actor.ts'
import { LessonCheckpoints } from './checkpoint-dots.tsx'

/** The lesson that a student read last, where in it they are, and its checkpoints. The caller has asked whether they may be seen. */
export async function Standing({ student, locale }: { student: { id: string; name: string }; locale: LessonLocale }) {
  const t = await getTranslations('help.student')
  const actor: Actor = { userId: student.id, name: student.name, role: 'student', locale }
  const [[last], lessons, passes, hints] = await Promise.all([
    readCourseProgress({ actor }),
    loadLessons(locale),
    readPasses(student.id),
    countHints(student.id),
  ])
  const lesson = lessons.find(({ meta }) => meta.slug === last?.lesson)
  if (!last || !lesson) return <p className="text-sm text-muted">{t('noLesson')}</p>
  const { meta, outline } = lesson
  const { attempt } = await readAttempt({ studentId: student.id, lesson: meta.slug })
  const checkpoints = outline.headings.flatMap(({ text, checkpoints: ids }) =>
    ids.map((name) => {
      const id = `${meta.slug}/${name}`
      return { id, section: text, passed: passes.has(id), hints: hints(id, attempt) }
    }),
  )
  const heading = outline.headings.find(({ id }) => id === last.position)
  return (
    <section className="space-y-2">
      <div>
        <h3 className="text-sm font-semibold">{t('lesson', { number: meta.order, title: meta.title })}</h3>
        {heading && <p className="text-sm text-muted">{t('at', { heading: heading.text })}</p>}
      </div>
      {checkpoints.length > 0 && <LessonCheckpoints checkpoints={checkpoints} />}
    </section>
  )
}
