'use client'

import { useCallback, useEffect, useState } from 'react'
import { getPathname } from '#app/_shell/navigation.ts'
import type { Locale } from '#app/_shell/routing.ts'
import { Manager } from '#app/_widgets/manager/manager.tsx'
import type { ManagerView } from '#app/_widgets/manager/manager-navigation.ts'
import { fromSegments, toSegments } from '#app/_widgets/manager/view-path.ts'
import { useLocale } from 'next-intl'
import { LessonCreateWizard } from './bound-widgets.tsx'

/** The manager as a page: each view has its address, and the browser's back goes one view back. */
export function PageManager({ initial }: { initial: string[] }) {
  const locale = useLocale() as Locale
  const [view, setView] = useState(() => fromSegments(initial))
  const base = getPathname({ href: '/lab', locale })
  const go = useCallback(
    (next: ManagerView) => {
      setView(next)
      history.pushState(null, '', [base, ...toSegments(next).map(encodeURIComponent)].join('/'))
    },
    [base],
  )
  useEffect(() => {
    const follow = () => {
      const below = location.pathname.slice(base.length)
      setView(fromSegments(below.split('/').filter(Boolean).map(decodeURIComponent)))
    }
    addEventListener('popstate', follow)
    return () => removeEventListener('popstate', follow)
  }, [base])
  return <Manager view={view} onView={go} wizard={<LessonCreateWizard />} />
}

/** The manager in the workbench's tab, beside a lesson. */
export function TabManager() {
  const [view, setView] = useState<ManagerView>({ section: 'vms' })
  return <Manager view={view} onView={setView} wizard={<LessonCreateWizard />} />
}
