import { Users } from 'lucide-react'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import { NewClass } from '#app/_classes/new-class.tsx'
import { Link } from '#app/_shell/navigation.ts'
import { requirePageUser } from '#app/_shell/require-page-user.ts'
import { TopBar } from '#app/_shell/top-bar.tsx'
import { Badge } from '#app/_ui/badge.tsx'
import { EmptyState } from '#app/_ui/empty-state.tsx'
import { linkButton } from '#app/_ui/link-button.ts'
import { can } from '#lib/access/can.ts'
import { type ClassSummary, listClasses } from '#lib/classes/class-record.ts'
import { classesSubject } from '#lib/classes/subject.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('class'))('title') }
}

/** The classes of one who teaches; where staff begin. */
export default async function ClassesPage({ params }: { params: Promise<{ locale: string }> }) {
  setRequestLocale((await params).locale)
  const actor = await requirePageUser('/classes')
  const subject = await classesSubject(actor)
  if (!can(actor, 'view', subject)) notFound()
  const t = await getTranslations('class')
  const classes = await listClasses(actor)
  const open = classes.filter(({ archivedAt }) => !archivedAt)
  const archived = classes.filter(({ archivedAt }) => archivedAt)
  return (
    <div className="flex min-h-dvh flex-col">
      <TopBar actor={actor} />
      <main className="mx-auto w-full max-w-4xl flex-1 px-5 py-8">
        <div className="flex items-center gap-3">
          <h1 className="flex-1 text-2xl font-semibold">{t('title')}</h1>
          <Link href="/?view=course" className={linkButton.default}>
            {t('preview')}
          </Link>
          {can(actor, 'manage', subject) && <NewClass />}
        </div>
        {open.length === 0 ? (
          <EmptyState icon={<Users size={32} />} title={t('none')} className="mt-8">
            {t('noneWhy')}
          </EmptyState>
        ) : (
          <ul className="mt-6 grid gap-3 sm:grid-cols-2">
            {open.map((one) => (
              <ClassCard key={one.id} summary={one} />
            ))}
          </ul>
        )}
        {archived.length > 0 && (
          <section aria-labelledby="archived" className="mt-10">
            <h2 id="archived" className="text-sm font-semibold text-muted">
              {t('archived')}
            </h2>
            <ul className="mt-3 grid gap-3 sm:grid-cols-2">
              {archived.map((one) => (
                <ClassCard key={one.id} summary={one} />
              ))}
            </ul>
          </section>
        )}
      </main>
    </div>
  )
}

async function ClassCard({ summary }: { summary: ClassSummary }) {
  const t = await getTranslations('class')
  const { id, name, archivedAt, students } = summary
  return (
    <li>
      <Link
        href={`/classes/${id}`}
        className="flex h-full flex-col gap-1 rounded-lg border border-line bg-surface p-4 hover:border-line-strong"
      >
        <span className="flex items-center gap-2">
          <span className="min-w-0 flex-1 truncate font-medium">{name}</span>
          {archivedAt && <Badge tone="neutral">{t('archived')}</Badge>}
        </span>
        <span className="text-sm text-muted">{t('students.count', { count: students })}</span>
      </Link>
    </li>
  )
}
