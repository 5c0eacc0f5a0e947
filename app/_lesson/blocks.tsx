import { BookOpenCheck, MousePointerClick, SquareTerminal, Wrench } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ComponentProps, ReactNode } from 'react'
import { Link } from '#app/_shell/navigation.ts'
import { unbroken } from './unbroken.tsx'

/** What practice does differently from what is commonly believed. */
export function Practice({ children }: { children: ReactNode }) {
  const t = useTranslations('lesson')
  return (
    <aside className="lesson-practice" aria-label={t('practice')}>
      <p className="lesson-label">
        <Wrench size={15} aria-hidden />
        {t('practice')}
      </p>
      {children}
    </aside>
  )
}

export function Goals({ goals }: { goals: readonly string[] }) {
  const t = useTranslations('lesson')
  return (
    <section className="lesson-goals" aria-label={t('goals')}>
      <p className="lesson-label">{t('goals')}</p>
      <ul>
        {goals.map((goal) => (
          <li key={goal}>{goal}</li>
        ))}
      </ul>
    </section>
  )
}

export function Recap({ children }: { children: ReactNode }) {
  const t = useTranslations('lesson')
  return (
    <section className="lesson-recap" aria-label={t('recap')}>
      <p className="lesson-label">
        <BookOpenCheck size={15} aria-hidden />
        {t('recap')}
      </p>
      {children}
    </section>
  )
}

/** The same task two ways; side by side where the pane is wide enough. */
export function SideBySide({ children }: { children: ReactNode }) {
  return <div className="lesson-wide lesson-ways">{children}</div>
}

export function InPage({ children }: { children: ReactNode }) {
  const t = useTranslations('lesson')
  return (
    <section className="lesson-way">
      <p className="lesson-label">
        <MousePointerClick size={15} aria-hidden />
        {t('inPage')}
      </p>
      {children}
    </section>
  )
}

export function InTerminal({ children }: { children: ReactNode }) {
  const t = useTranslations('lesson')
  return (
    <section className="lesson-way">
      <p className="lesson-label">
        <SquareTerminal size={15} aria-hidden />
        {t('inTerminal')}
      </p>
      {children}
    </section>
  )
}

/** A drawing with its caption; the drawing itself carries its title for who cannot see it. */
export function Figure({ id, caption, children }: { id: string; caption: string; children: ReactNode }) {
  return (
    <figure id={`figure-${id}`} className="lesson-wide lesson-figure">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable without a mouse */}
      <section className="lesson-figure-frame scroll-thin" tabIndex={0} aria-label={caption}>
        {children}
      </section>
      <figcaption>{caption}</figcaption>
    </figure>
  )
}

/** A table wider than the pane scrolls by itself, and can be reached by keyboard for that. */
export function LessonTable(props: ComponentProps<'table'>) {
  const t = useTranslations('lesson')
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable without a mouse
    <section className="lesson-wide lesson-table scroll-thin" tabIndex={0} aria-label={t('table')}>
      <table {...props} />
    </section>
  )
}

/** Code: in running text its words stay whole; a block of it, whose text ends its line, stays as it is. */
export function LessonCode({ children }: ComponentProps<'code'>) {
  return <code>{typeof children === 'string' && !children.endsWith('\n') ? unbroken(children) : children}</code>
}

/** A link in the text: to a place of this lesson, to a page of the site (`/lessons/…`, in the same language), or outside. */
export function LessonLink({ href = '', children }: ComponentProps<'a'>) {
  if (href.startsWith('/')) return <Link href={href}>{children}</Link>
  if (href.startsWith('#')) return <a href={href}>{children}</a>
  return (
    <a href={href} target="_blank" rel="noreferrer">
      {children}
    </a>
  )
}
