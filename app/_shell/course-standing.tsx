import { ArrowRight, BookA, MonitorCog, Search } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import { Progress } from '#app/_ui/progress.tsx'
import { linkButton } from '#app/_ui/link-button.ts'
import type { CourseMap, CourseMapEntry } from './course-map.ts'
import { Link } from './navigation.ts'

/** How far the student is, and the one way on: to the lesson and the heading where they were last. */
export async function CourseStanding({ entries, next }: { entries: CourseMapEntry[]; next: CourseMap['next'] }) {
  const t = await getTranslations('home.map')
  const checkpoints = entries.flatMap((entry) => entry.checkpoints)
  const passed = checkpoints.filter((checkpoint) => checkpoint.passed).length
  const total = (read: (entry: CourseMapEntry) => number) => entries.reduce((all, entry) => all + read(entry), 0)
  const facts = [
    ['chaptersDone', { done: entries.filter(({ state }) => state === 'done').length, total: entries.length }],
    ['passed', { passed, total: checkpoints.length }],
    ['points', { earned: total(({ earned }) => earned), points: total(({ points }) => points) }],
    ['both', { both: checkpoints.filter((checkpoint) => checkpoint.both).length }],
    ['minutesLeft', { minutes: Math.round(total(({ meta, share }) => meta.minutes * (1 - share))) }],
  ] as const
  return (
    <div className="space-y-4 lg:sticky lg:top-6">
      {next && (
        <section className="rounded-lg border border-accent/40 bg-accent-soft p-4">
          <p className="text-xs font-medium text-muted">{t(next.begun ? 'lastHere' : 'startHere')}</p>
          <p className="mt-1 font-semibold text-balance">
            {t('chapterTitle', { number: next.order, title: next.title })}
          </p>
          {next.begun && next.heading && <p className="text-sm text-muted">{next.heading}</p>}
          <Link
            href={`/lessons/${next.slug}`}
            className={`${linkButton.primary} mt-3 h-9 w-full px-4`}
            data-testid="continue"
          >
            {t(next.begun ? 'continue' : 'begin')}
            <ArrowRight size={16} aria-hidden />
          </Link>
        </section>
      )}
      <section className="rounded-lg border border-line bg-surface p-4">
        <h2 className="text-sm font-semibold">{t('standing')}</h2>
        <div className="mt-2.5 flex">
          <Progress value={checkpoints.length > 0 ? passed / checkpoints.length : 0} label={t('standing')} />
        </div>
        <ul className="mt-3 space-y-1 text-sm text-muted">
          {facts.map(([key, values]) => (
            <li key={key}>{t(key, values)}</li>
          ))}
        </ul>
      </section>
      <nav aria-label={t('more')} className="grid gap-1 text-sm">
        {[
          { href: '/lab', label: t('manager'), icon: <MonitorCog size={16} aria-hidden />, testId: 'open-manager' },
          { href: '/glossary', label: t('glossary'), icon: <BookA size={16} aria-hidden />, testId: 'open-glossary' },
          { href: '/search', label: t('search'), icon: <Search size={16} aria-hidden />, testId: 'open-search' },
        ].map(({ href, label, icon, testId }) => (
          <Link
            key={href}
            href={href}
            data-testid={testId}
            className="flex h-9 items-center gap-2.5 rounded-md px-3 text-muted hover:bg-hover hover:text-text"
          >
            {icon}
            {label}
          </Link>
        ))}
      </nav>
    </div>
  )
}
