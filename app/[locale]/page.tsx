import { BookOpen } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import { HomeMessages } from '#app/_help/home-messages.tsx'
import { courseMap } from '#app/_shell/course-map.ts'
import '#app/_shell/course-map.css'
import { CourseStanding } from '#app/_shell/course-standing.tsx'
import { LessonRow } from '#app/_shell/lesson-row.tsx'
import { redirect } from '#app/_shell/navigation.ts'
import { requirePageUser } from '#app/_shell/require-page-user.ts'
import { TopBar } from '#app/_shell/top-bar.tsx'
import { PreloadWorkbench } from '#app/_workbench/preload-workbench.tsx'
import { EmptyState } from '#app/_ui/empty-state.tsx'
import { can } from '#lib/access/can.ts'
import { classesSubject } from '#lib/classes/subject.ts'
import { readThread } from '#lib/help/messages.ts'
import type { LessonLocale } from '#lib/lessons/lesson-types.ts'

interface Props {
  params: Promise<{ locale: LessonLocale }>
  searchParams: Promise<{ view?: string }>
}

/** The course map with progress and one way on. Staff land on the class; `?view=course` shows them this. */
export default async function HomePage({ params, searchParams }: Props) {
  const { locale } = await params
  const actor = await requirePageUser('/')
  if ((await searchParams).view !== 'course' && can(actor, 'view', await classesSubject(actor)))
    redirect({ href: '/classes', locale })
  const t = await getTranslations('home.map')
  const [{ entries, classNames, next }, thread] = await Promise.all([
    courseMap(actor, locale),
    readThread(actor.userId),
  ])
  return (
    <div className="flex min-h-dvh flex-col">
      <TopBar actor={actor} />
      <main className="mx-auto w-full max-w-6xl flex-1 px-5 py-9 lg:grid lg:grid-cols-[minmax(0,1fr)_19rem] lg:content-start lg:gap-x-10">
        <div className="lg:col-span-2">
          <p className="text-sm text-muted">
            {t('welcome', { name: actor.name })}
            {classNames.length > 0 && <span> · {classNames.join(t('and'))}</span>}
          </p>
          <h1 className="mt-0.5 text-2xl font-semibold">{t('title')}</h1>
          <p className="mt-1.5 max-w-2xl text-sm text-balance text-muted">{t('intro')}</p>
        </div>
        {entries.length === 0 ? (
          <EmptyState icon={<BookOpen size={32} />} title={t('empty')} className="mt-8">
            {t('emptyWhy')}
          </EmptyState>
        ) : (
          <>
            <aside className="mt-7 lg:order-last" aria-label={t('standing')}>
              <CourseStanding entries={entries} next={next} />
            </aside>
            <ol className="course-line mt-7">
              {entries.map((entry) => (
                <LessonRow
                  key={entry.meta.slug}
                  entry={entry}
                  place={next?.begun && next.slug === entry.meta.slug ? next.heading : null}
                />
              ))}
            </ol>
          </>
        )}
      </main>
      <HomeMessages thread={thread} />
      {entries.length > 0 && <PreloadWorkbench />}
    </div>
  )
}
