'use client'

import { useTranslations } from 'next-intl'
import { useSelectedLayoutSegment } from 'next/navigation'
import { Link } from '#app/_shell/navigation.ts'
import { classNames } from '#app/_ui/class-names.ts'

/** The pages of a class, as segments of its address; the first is the class itself. */
const tabs: (string | null)[] = [null, 'labs', 'wall', 'lessons', 'grades', 'join', 'settings']
/** For those who manage the class. */
const managed = new Set(['labs', 'join', 'settings'])
/** What an archived class still has. */
const kept = new Set([null, 'grades', 'settings'])
/** Pages that belong to another's tab. */
const within: Record<string, string | null> = { import: null, students: null }

export function ClassTabs({ classId, manages, archived }: ClassTabsProps) {
  const t = useTranslations('class.tabs')
  const segment = useSelectedLayoutSegment()
  const current = segment !== null && segment in within ? within[segment] : segment
  const shown = tabs.filter((tab) => (manages || !managed.has(tab ?? '')) && (!archived || kept.has(tab)))
  return (
    <nav className="flex h-10 items-end gap-1 border-b border-line" aria-label={t('label')}>
      {shown.map((tab) => (
        <Link
          key={tab}
          href={tab ? `/classes/${classId}/${tab}` : `/classes/${classId}`}
          aria-current={tab === current ? 'page' : undefined}
          className={classNames(
            '-mb-px border-b-2 px-3 py-2 text-sm',
            tab === current ? 'border-accent font-medium' : 'border-transparent text-muted hover:text-text',
          )}
        >
          {t(tab ?? 'students')}
        </Link>
      ))}
    </nav>
  )
}

interface ClassTabsProps {
  classId: string
  manages: boolean
  archived: boolean
}
