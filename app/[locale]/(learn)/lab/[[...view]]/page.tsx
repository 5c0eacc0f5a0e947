import type { Metadata } from 'next'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import { requirePageUser } from '#app/_shell/require-page-user.ts'
import { TopBar } from '#app/_shell/top-bar.tsx'
import { PageManager } from '#app/_workbench/lab-manager.tsx'
import { WorkbenchBar } from '#app/_workbench/workbench-bar.tsx'
import { Workbench } from '#app/_workbench/workbench.tsx'
import { courseId } from '#lib/labs/course.ts'
import { findOrCreateLab } from '#lib/labs/lab-service.ts'

interface Props {
  params: Promise<{ locale: string; view?: string[] }>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('manager'))('pageTitle') }
}

/** The lab without a lesson: the manager on one side, terminal and screens on the other. */
export default async function LabPage({ params }: Props) {
  const { locale, view = [] } = await params
  setRequestLocale(locale)
  const segments = view.map(decodeURIComponent)
  const actor = await requirePageUser(`/lab${view.map((segment) => `/${segment}`).join('')}`)
  const [lab, t] = await Promise.all([
    findOrCreateLab({ studentId: actor.userId, courseId }),
    getTranslations('manager'),
  ])
  return (
    <Workbench
      labId={lab.id}
      topBar={
        <TopBar actor={actor}>
          <WorkbenchBar labId={lab.id} title={t('pageTitle')} />
        </TopBar>
      }
      lesson={<PageManager initial={segments} />}
    />
  )
}
