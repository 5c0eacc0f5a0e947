import type { ComponentProps, ComponentType, ReactNode } from 'react'
import type { Glossary } from '#lib/lessons/glossary.ts'
import type { LessonMeta } from '#lib/lessons/lesson-types.ts'
import { withValues } from '#lib/lessons/lesson-variables.ts'
import type { LessonProgressView } from '#lib/progress/lesson-progress.ts'
import {
  Figure,
  Goals,
  InPage,
  InTerminal,
  LessonCode,
  LessonLink,
  LessonTable,
  Practice,
  Recap,
  SideBySide,
} from './blocks.tsx'
import { Command } from './command.tsx'
import type { LessonComponentName } from '#lib/lessons/component-names.ts'
import { Choice, Quiz, Why } from './quiz.tsx'
import { TermTip } from './term.tsx'
import type { LessonWidgets } from './widgets.tsx'

export interface LessonContext {
  meta: LessonMeta
  progress: LessonProgressView
  /** Ids of the headings that one can jump to. */
  steps: readonly string[]
  widgets: LessonWidgets
  glossary: Glossary
  /** The student's own values of the lesson's variables, by name. */
  values: LessonValues
}

export type LessonValues = Readonly<Record<string, string>>

type LessonComponents = Record<LessonComponentName | 'table' | 'code' | 'a' | 'h2' | 'h3', ComponentType<never>>

/** What `lesson.*.mdx` may use, bound to the lesson, the student's progress and the lab of the page. */
export function lessonComponents(context: LessonContext): LessonComponents {
  const { meta, progress, steps, widgets, glossary, values } = context
  const wide = <P extends object>(Widget: ComponentType<P>) => inWide(withStudentValues(Widget, values))
  return {
    table: LessonTable,
    h2: withStepStart('h2', steps, widgets),
    h3: withStepStart('h3', steps, widgets),
    code: withStudentValues(LessonCode, values),
    a: LessonLink,
    Goals: () => <Goals goals={meta.goals} />,
    Practice,
    Recap,
    SideBySide,
    InPage,
    InTerminal,
    Figure,
    Command: withStudentValues(Command, values),
    Var: ({ name }: { name: string }) => (
      <code className="lesson-var" data-var={name}>
        {values[name] ?? name}
      </code>
    ),
    Choice,
    Why,
    Quiz: ({ id, children }: { id: string; children: ReactNode }) => (
      <Quiz id={id} lesson={meta.slug} answer={progress.answers[id] ?? null}>
        {children}
      </Quiz>
    ),
    Term: ({ id, children }: { id: string; children: ReactNode }) => (
      <TermTip text={glossary[id]?.[meta.locale].text ?? ''}>{children}</TermTip>
    ),
    CreateWizard: wide(widgets.CreateWizard),
    VmList: wide(widgets.VmList),
    Hardware: wide(widgets.Hardware),
    DisplaySettings: wide(widgets.DisplaySettings),
    Snapshots: wide(widgets.Snapshots),
    Clone: wide(widgets.Clone),
    Storage: wide(widgets.Storage),
    Networks: wide(widgets.Networks),
    Monitor: wide(widgets.Monitor),
    ExamStart: () => (
      <Wide>
        <widgets.ExamStart lesson={meta.slug} />
      </Wide>
    ),
    Checkpoint: ({ id }: { id: string }) => (
      <Wide id={`checkpoint-${id}`}>
        <widgets.Checkpoint id={`${meta.slug}/${id}`} exam={meta.exam} />
      </Wide>
    ),
  } as LessonComponents
}

/** A heading, with the button to jump there where the lesson can. */
function withStepStart(Heading: 'h2' | 'h3', steps: readonly string[], { StepStart }: LessonWidgets) {
  return (props: ComponentProps<'h2'>) => (
    <>
      <Heading {...props} />
      {props.id && steps.includes(props.id) && <StepStart step={props.id} />}
    </>
  )
}

/** `%name%` in an element's texts becomes the student's value. */
function withStudentValues<P extends object>(Element: ComponentType<P>, values: LessonValues): ComponentType<P> {
  return (props) => {
    const filled = Object.entries(props).map(([name, value]) => [
      name,
      typeof value === 'string' ? withValues(value, values) : value,
    ])
    return <Element {...(Object.fromEntries(filled) as P)} />
  }
}

/** A live widget as wide as the pane. */
function inWide<P extends object>(Widget: ComponentType<P>): ComponentType<P> {
  return (props) => (
    <Wide>
      <Widget {...props} />
    </Wide>
  )
}

function Wide({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <div id={id} className="lesson-wide lesson-widget">
      {children}
    </div>
  )
}
