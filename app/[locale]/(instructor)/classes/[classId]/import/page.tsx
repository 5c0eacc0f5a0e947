import { notFound } from 'next/navigation'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import { requireClassPage } from '#app/_classes/require-class-page.ts'
import { RosterImport } from '#app/_classes/roster-import.tsx'

interface Props {
  params: Promise<{ locale: string; classId: string }>
}

/** A class list becomes members of the class. */
export default async function ImportPage({ params }: Props) {
  const { locale, classId } = await params
  setRequestLocale(locale)
  const { record, may } = await requireClassPage(classId)
  if (!may.manage) notFound()
  const t = await getTranslations('roster')
  return (
    <>
      <h2 className="text-lg font-semibold">{t('title')}</h2>
      <p className="mt-1 mb-4 max-w-2xl text-sm text-muted">{t('intro')}</p>
      <RosterImport classId={classId} className={record.name} />
    </>
  )
}
