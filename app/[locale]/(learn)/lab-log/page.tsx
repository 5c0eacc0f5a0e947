import type { Metadata } from 'next'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import { AuditList } from '#app/_help/audit-list.tsx'
import { requirePageUser } from '#app/_shell/require-page-user.ts'
import { TopBar } from '#app/_shell/top-bar.tsx'
import { readLabLog } from '#lib/help/lab-log.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('audit'))('title') }
}

/** What staff did in one's lab. */
export default async function LabLogPage({ params }: { params: Promise<{ locale: string }> }) {
  setRequestLocale((await params).locale)
  const actor = await requirePageUser('/lab-log')
  const [entries, t] = await Promise.all([readLabLog(actor, { studentId: actor.userId }), getTranslations('audit')])
  return (
    <div className="flex min-h-dvh flex-col">
      <TopBar actor={actor} />
      <main className="mx-auto w-full max-w-3xl flex-1 px-5 py-8">
        <h1 className="text-2xl font-semibold">{t('title')}</h1>
        <p className="mt-1.5 mb-6 text-sm text-muted">{t('intro')}</p>
        <AuditList entries={entries} />
      </main>
    </div>
  )
}
