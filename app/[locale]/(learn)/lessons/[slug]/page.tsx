import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import { LessonView } from '#app/_lesson/lesson-view.tsx'
import { isLocale, type Locale } from '#app/_shell/routing.ts'
import { TopBar } from '#app/_shell/top-bar.tsx'
import { TabManager } from '#app/_workbench/lab-manager.tsx'
import { LivePreview } from '#app/_workbench/live-preview.tsx'
import { lessonWidgets } from '#app/_workbench/lesson-widgets.ts'
import { WorkbenchBar } from '#app/_workbench/workbench-bar.tsx'
import { Workbench } from '#app/_workbench/workbench.tsx'
import { currentSession } from '#lib/auth/require-user.ts'
import { isVirtLabError } from '#lib/base/error.ts'
import { readOwnLessons } from '#lib/classes/own-lessons.ts'
import { readLessonValues } from '#lib/grading/attempts.ts'
import { courseId } from '#lib/labs/course.ts'
import { openLab } from '#lib/labs/open-lab.ts'
import { startOf, stepsOf } from '#lib/lessons/lesson-starts.ts'
import { loadLesson } from '#lib/lessons/lessons.ts'
import { readLessonProgress } from '#lib/progress/lesson-progress.ts'

interface Props {
  params: Promise<{ locale: string; slug: string }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, slug } = await params
  if (!isLocale(locale)) return {}
  return { title: (await findLesson(slug, locale)).meta.title }
}

export default async function LessonPage({ params }: Props) {
  const { locale, slug } = await params
  if (!isLocale(locale)) notFound()
  setRequestLocale(locale)
  const session = await currentSession()
  if (!session) redirect(`/${locale}/sign-in?return=${encodeURIComponent(`/${locale}/lessons/${slug}`)}`)
  const { actor } = session
  const lesson = await findLesson(slug, locale)
  const [lab, progress, values, own, t] = await Promise.all([
    openLab({ studentId: actor.userId, courseId, start: startOf(slug) }),
    readLessonProgress({ actor, lesson: slug }),
    readLessonValues({ studentId: actor.userId, lesson: slug }),
    readOwnLessons(actor),
    getTranslations('workbench'),
  ])
  return (
    <Workbench
      labId={lab.id}
      start={startOf(slug)}
      manager={<TabManager />}
      topBar={
        <TopBar actor={actor}>
          <WorkbenchBar
            labId={lab.id}
            title={t('lessonTitle', { number: lesson.meta.order, title: lesson.meta.title })}
          />
        </TopBar>
      }
      lesson={
        <>
          <LessonView
            lesson={lesson}
            steps={stepsOf(slug)}
            progress={progress}
            values={values}
            dueAt={own.dueAt.get(slug)}
            widgets={lessonWidgets}
          />
          {process.env.NODE_ENV === 'development' && <LivePreview lesson={slug} />}
        </>
      }
    />
  )
}

async function findLesson(slug: string, locale: Locale) {
  try {
    return await loadLesson(slug, locale)
  } catch (error) {
    if (isVirtLabError(error, 'lesson.not-found')) notFound()
    throw error
  }
}
