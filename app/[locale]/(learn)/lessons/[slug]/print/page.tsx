import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import { LessonBody } from '#app/_lesson/lesson-body.tsx'
import '#app/_lesson/lesson.css'
import '#app/_lesson/print/print.css'
import { PrintButton } from '#app/_lesson/print/print-button.tsx'
import { printComponents } from '#app/_lesson/print/print-components.tsx'
import { Link } from '#app/_shell/navigation.ts'
import { requirePageUser } from '#app/_shell/require-page-user.ts'
import { isLocale, type Locale } from '#app/_shell/routing.ts'
import { isVirtLabError } from '#lib/base/error.ts'
import { readAttempt, readLessonValues } from '#lib/grading/attempts.ts'
import type { LessonMeta } from '#lib/lessons/lesson-types.ts'
import { loadLesson } from '#lib/lessons/lessons.ts'

interface Props {
  params: Promise<{ locale: string; slug: string }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, slug } = await params
  if (!isLocale(locale)) return {}
  return { title: (await findLesson(slug, locale)).meta.title }
}

/** A lesson on paper: all of its text, figures, commands and tasks; no hints, and a line where a live widget stands. */
export default async function PrintPage({ params }: Props) {
  const { locale, slug } = await params
  if (!isLocale(locale)) notFound()
  setRequestLocale(locale)
  const actor = await requirePageUser(`/lessons/${slug}/print`)
  const { meta, code, outline } = await findLesson(slug, locale)
  const t = await getTranslations('lesson')
  const shown = outline.checkpoints.length > 0 ? await readTasks(actor.userId, meta) : { values: {}, tasks: {} }
  return (
    <div className="print-page">
      <div className="print-tools">
        <PrintButton />
        <Link href={`/lessons/${slug}`} className="text-sm underline underline-offset-2">
          {t('printBack')}
        </Link>
      </div>
      <main>
        <article className="lesson" lang={locale === 'zh' ? 'zh-CN' : 'en'}>
          <header>
            <p className="lesson-number">{t('chapter', { number: meta.order })}</p>
            <h1>{meta.title}</h1>
            <p className="lesson-summary">{meta.summary}</p>
          </header>
          <LessonBody code={code} components={printComponents({ meta, ...shown })} />
        </article>
      </main>
    </div>
  )
}

/** The student's values and what each checkpoint asks for; of an exam that was not begun, nothing yet. */
async function readTasks(studentId: string, { slug, locale }: LessonMeta) {
  const key = { studentId, lesson: slug }
  const { attempt, checkpoints } = await readAttempt(key)
  if (attempt === 0) return { values: await readLessonValues(key), tasks: {} }
  const tasks = checkpoints.map(({ id, expectations }) => [id, expectations.map(({ text }) => text[locale])])
  return { values: await readLessonValues(key), tasks: Object.fromEntries(tasks) as Record<string, string[]> }
}

async function findLesson(slug: string, locale: Locale) {
  try {
    return await loadLesson(slug, locale)
  } catch (error) {
    if (isVirtLabError(error, 'lesson.not-found')) notFound()
    throw error
  }
}
