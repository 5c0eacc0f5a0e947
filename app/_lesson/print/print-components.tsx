import { useTranslations } from 'next-intl'
import type { ComponentProps, ComponentType, ReactNode } from 'react'
import type { LessonMeta } from '#lib/lessons/lesson-types.ts'
import { withValues } from '#lib/lessons/lesson-variables.ts'
import { exerciseNames, type LessonComponentName } from '#lib/lessons/component-names.ts'
import { Goals, InPage, InTerminal, Practice, Recap, SideBySide } from '../blocks.tsx'
import type { LessonValues } from '../components.tsx'
import { Choice, readQuiz, Why } from '../quiz.tsx'

export interface PrintContext {
  meta: LessonMeta
  values: LessonValues
  /** What a checkpoint asks for, by its id in the lesson. */
  tasks: Readonly<Record<string, readonly string[]>>
}

/** The parts of a lesson on paper: nothing to click, and a line where a live widget stands. */
export function printComponents({
  meta,
  values,
  tasks,
}: PrintContext): Record<LessonComponentName, ComponentType<never>> {
  const live = exerciseNames.filter((name) => name !== 'Command' && name !== 'SideBySide')
  return {
    ...Object.fromEntries(live.map((name) => [name, () => <PrintWidget name={name} />])),
    code: ({ children }: ComponentProps<'code'>) => (
      <code>{typeof children === 'string' ? withValues(children, values) : children}</code>
    ),
    Goals: () => <Goals goals={meta.goals} />,
    Practice,
    Recap,
    SideBySide,
    InPage,
    InTerminal,
    Figure: ({ caption, children }: { caption: string; children: ReactNode }) => (
      <figure className="lesson-figure">
        {children}
        <figcaption>{caption}</figcaption>
      </figure>
    ),
    Command: ({ run, children }: { run: string; children?: ReactNode }) => (
      <div className="print-command">
        {children && <div className="lesson-command-note">{children}</div>}
        <code>{withValues(run, values)}</code>
      </div>
    ),
    Var: ({ name }: { name: string }) => <code>{values[name] ?? name}</code>,
    Term: ({ children }: { children: ReactNode }) => children,
    Choice,
    Why,
    Quiz: PrintQuiz,
    // An exam is begun on the page.
    ExamStart: () => null,
    Checkpoint: ({ id }: { id: string }) => <PrintCheckpoint tasks={tasks[id] ?? []} />,
  } as unknown as Record<LessonComponentName, ComponentType<never>>
}

/** The question with boxes to tick; the answers' reasons stay on the page that one can click. */
function PrintQuiz({ children }: { children: ReactNode }) {
  const t = useTranslations('lesson')
  const { question, choices } = readQuiz(children)
  return (
    <section className="print-box">
      <p className="lesson-label">{t('quiz')}</p>
      {question}
      <ul className="print-choices">
        {choices.map(({ text }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: choices never change places
          <li key={index}>{text}</li>
        ))}
      </ul>
    </section>
  )
}

function PrintCheckpoint({ tasks }: { tasks: readonly string[] }) {
  const t = useTranslations('lesson')
  return (
    <section className="print-box">
      <p className="lesson-label">{t('printCheckpoint')}</p>
      <ul className="print-choices">
        {tasks.map((task) => (
          <li key={task}>{task}</li>
        ))}
      </ul>
    </section>
  )
}

function PrintWidget({ name }: { name: string }) {
  const t = useTranslations('lesson')
  return <p className="print-widget">{t('printWidget', { name: t(`widgets.${name}`) })}</p>
}
