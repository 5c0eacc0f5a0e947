import { notFound } from 'next/navigation'
import { setRequestLocale } from 'next-intl/server'
import { requireUser } from '#lib/auth/require-user.ts'
import { limitRanges, readClassLimits, siteLimits } from '#lib/labs/manage-limits.ts'
import { LimitsSection } from '#app/_classes/limits-section.tsx'
import { ClassSettings } from '#app/_classes/class-settings.tsx'
import { readClassPage } from '#app/_classes/require-class-page.ts'

interface Props {
  params: Promise<{ locale: string; classId: string }>
}

/** The name of the class, and its end. */
export default async function SettingsPage({ params }: Props) {
  const { locale, classId } = await params
  setRequestLocale(locale)
  const { record, manages } = await readClassPage(classId)
  if (!manages) notFound()
  const archived = record.archivedAt !== null
  const limits = await readClassLimits(await requireUser(), classId)
  return (
    <>
      {!archived && (
        <LimitsSection
          key={JSON.stringify(limits)}
          classId={classId}
          limits={limits}
          ranges={limitRanges}
          standard={siteLimits}
        />
      )}
      <ClassSettings key={record.name} classId={classId} name={record.name} archived={archived} />
    </>
  )
}
