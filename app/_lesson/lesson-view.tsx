import { Clock, Printer } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import { DueDate } from '#app/_shell/due-date.tsx'
import { Link } from '#app/_shell/navigation.ts'
import { readGlossary } from '#lib/lessons/glossary.ts'
import type { CompiledLesson, LessonSection } from '#lib/lessons/lesson-types.ts'
import type { LessonProgressView } from '#lib/progress/lesson-progress.ts'
import { lessonComponents, type LessonValues } from './components.tsx'
import './lesson.css'
import { LessonBody } from './lesson-body.tsx'
import { LessonEnds } from './lesson-ends.tsx'
import { LessonRail, type RailSection } from './lesson-rail.tsx'
import { PositionTracker } from './position-tracker.tsx'
import type { LessonWidgets } from './widgets.tsx'

export interface LessonViewProps {
  lesson: CompiledLesson
  progress: LessonProgressView
  /** Ids of the headings that one can jump to. */
  steps: readonly string[]
  widgets: LessonWidgets
  /** The student's own values of the lesson's variables. */
  values?: LessonValues
  /** ms: when the reader's class wants it done. */
  dueAt?: number | null
}

/** A whole lesson: title, contents, text with its widgets. The pane around it scrolls. */
export async function LessonView({ lesson, progress, steps, widgets, values = {}, dueAt = null }: LessonViewProps) {
  const [t, glossary] = await Promise.all([getTranslations('lesson'), readGlossary()])
  const { meta, toc, code, outline } = lesson
  return (
    <div className="lesson-frame">
      <LessonRail lesson={meta.slug} sections={railOf(outline.headings)} />
      <article className="lesson" lang={meta.locale === 'zh' ? 'zh-CN' : 'en'}>
        <header>
          <p className="lesson-number">
            {t('chapter', { number: meta.order })}
            <span>
              <Clock size={14} aria-hidden />
              {t('minutes', { minutes: meta.minutes })}
            </span>
            {dueAt !== null && <DueDate dueAt={dueAt} />}
            <Link href={`/lessons/${meta.slug}/print`} className="lesson-print">
              <Printer size={14} aria-hidden />
              {t('print')}
            </Link>
          </p>
          <h1>{meta.title}</h1>
          <p className="lesson-summary">{meta.summary}</p>
          <details className="lesson-contents">
            <summary>{t('contents')}</summary>
            <nav aria-label={t('contents')}>
              <ol>
                {toc
                  .filter((heading) => heading.depth === 2)
                  .map((heading) => (
                    <li key={heading.id}>
                      <a href={`#${heading.id}`}>{heading.text}</a>
                    </li>
                  ))}
              </ol>
            </nav>
          </details>
        </header>
        <LessonBody code={code} components={lessonComponents({ meta, progress, steps, widgets, glossary, values })} />
        <LessonEnds meta={meta} />
        <PositionTracker lesson={meta.slug} headings={toc.map((heading) => heading.id)} position={progress.position} />
      </article>
    </div>
  )
}

/** The sections of the first depth, each with the checkpoints of the deeper ones in it. */
function railOf(headings: LessonSection[]): RailSection[] {
  const sections: RailSection[] = []
  for (const { id, text, depth, checkpoints } of headings) {
    if (depth <= 2) sections.push({ id, text, checkpoints: [...checkpoints] })
    else sections.at(-1)?.checkpoints.push(...checkpoints)
  }
  return sections
}
