import { Server } from 'lucide-react'
import { notFound } from 'next/navigation'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import { requireClassPage } from '#app/_classes/require-class-page.ts'
import { LabsTable } from '#app/_labs/labs-table.tsx'
import { EmptyState } from '#app/_ui/empty-state.tsx'
import { readWallEntries } from '#lib/help/wall-entries.ts'
import { courseId } from '#lib/labs/course.ts'
import { readExports } from '#lib/labs/exports/manage-exports.ts'
import { listOutdatedLabs } from '#lib/labs/image-age.ts'
import { listRecords } from '#lib/labs/lab-record.ts'
import { readProvisioning } from '#lib/labs/provision/provision-class.ts'
import { startOf } from '#lib/lessons/lesson-starts.ts'
import type { LessonLocale } from '#lib/lessons/lesson-types.ts'
import { listLessons } from '#lib/lessons/lessons.ts'

interface Props {
  params: Promise<{ locale: LessonLocale; classId: string }>
}

/** The lab hosts of a class: given to all at once, and what becomes of each. */
export default async function LabsPage({ params }: Props) {
  const { locale, classId } = await params
  setRequestLocale(locale)
  const { actor, record, may } = await requireClassPage(classId)
  if (!may.manage || record.archivedAt) notFound()
  const [entries, provisioning, exports, lessons, t] = await Promise.all([
    readWallEntries(classId),
    readProvisioning({ actor, classId }),
    readExports({ actor, classId }),
    listLessons(locale),
    getTranslations('labs'),
  ])
  if (entries.size === 0 && exports.length === 0)
    return (
      <EmptyState icon={<Server size={32} />} title={t('none')}>
        {t('noneWhy')}
      </EmptyState>
    )
  // Chapters that begin with the plain host are one choice.
  const starts = new Map<string, string[]>()
  for (const { slug, order } of lessons) {
    const key = startOf(slug)
    starts.set(key, [...(starts.get(key) ?? []), String(order)])
  }
  const titles = new Map(lessons.map(({ slug, title }) => [slug, title]))
  const options = [...starts].map(([value, orders]) => ({
    value,
    label: titles.has(value)
      ? t('startOfLesson', { number: orders.join(', '), title: titles.get(value) ?? '' })
      : t('startOfPlain', { numbers: orders.join(', ') }),
  }))
  const [outdated, records] = await Promise.all([listOutdatedLabs([...entries.keys()]), listRecords()])
  const ofClass = records.filter((lab) => lab.courseId === courseId && entries.has(lab.studentId))
  return (
    <LabsTable
      classId={classId}
      initial={[...entries.values()]}
      provisioning={provisioning}
      starts={options}
      outdated={outdated.map(({ studentId }) => studentId)}
      exports={exports}
      instances={Object.fromEntries(ofClass.map(({ studentId, instance }) => [studentId, instance]))}
    />
  )
}
