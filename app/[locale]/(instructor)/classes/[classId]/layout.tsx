import type { Metadata } from 'next'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import type { ReactNode } from 'react'
import { ClassTabs } from '#app/_classes/class-tabs.tsx'
import { readClassPage } from '#app/_classes/require-class-page.ts'
import { Link } from '#app/_shell/navigation.ts'
import { TopBar } from '#app/_shell/top-bar.tsx'
import { Badge } from '#app/_ui/badge.tsx'

interface Props {
  params: Promise<{ locale: string; classId: string }>
  children: ReactNode
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await readClassPage((await params).classId)).record.name }
}

export default async function ClassLayout({ params, children }: Props) {
  const { locale, classId } = await params
  setRequestLocale(locale)
  const { actor, record, manages } = await readClassPage(classId)
  const t = await getTranslations('class')
  return (
    <div className="flex min-h-dvh flex-col">
      <TopBar actor={actor}>
        <Link href="/classes" className="text-sm text-muted hover:text-text">
          {t('title')}
        </Link>
      </TopBar>
      <main className="mx-auto w-full max-w-7xl flex-1 px-5 pt-6 pb-12 has-data-wide:max-w-[112rem]">
        <div className="mb-3 flex items-center gap-3">
          <h1 className="min-w-0 truncate text-2xl font-semibold">{record.name}</h1>
          {record.archivedAt && <Badge tone="neutral">{t('archived')}</Badge>}
        </div>
        <ClassTabs classId={classId} manages={manages} archived={record.archivedAt !== null} />
        <div className="pt-5">{children}</div>
      </main>
    </div>
  )
}
