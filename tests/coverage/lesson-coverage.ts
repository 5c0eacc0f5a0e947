import { exerciseNames } from '#lib/lessons/component-names.ts'
import { lessonsRoot } from '#lib/lessons/lesson-files.ts'
import type { CompiledLesson, LessonSection } from '#lib/lessons/lesson-types.ts'
import { loadLessons } from '#lib/lessons/lessons.ts'
import { readCheckpointFacts } from '../../scripts/lessons/facts.ts'
import { type CoveredRow, rows } from './rows.ts'

export interface LessonCoverage {
  /** Sections whose headings name the row. */
  sections: { lesson: string; order: number; id: string; title: string }[]
  /** Commands, widgets and pairs of ways in those sections. */
  exercises: string[]
  /** `<lesson>/<id>` */
  checkpoints: string[]
  quizzes: string[]
}

/** Which sections, exercises, checkpoints and quizzes of the lessons cover each row. */
export async function readLessonCoverage(): Promise<Map<CoveredRow, LessonCoverage>> {
  const lessons = await loadLessons('en')
  const checkpoints = await Promise.all(
    lessons.map(async ({ meta }) => {
      const facts = await readCheckpointFacts(meta.slug, lessonsRoot())
      return facts.checkpoints.map(({ id, covers }) => ({ id: `${meta.slug}/${id}`, covers }))
    }),
  )
  const entries = (Object.keys(rows) as CoveredRow[]).map((row): [CoveredRow, LessonCoverage] => {
    const covering = <T extends { covers: readonly string[] }>(parts: T[]) =>
      parts.filter(({ covers }) => covers.includes(row))
    const sections = lessons.flatMap((lesson) =>
      covering(lesson.outline.headings).map((heading) => ({ lesson, heading })),
    )
    return [
      row,
      {
        sections: sections.map(({ lesson: { meta }, heading }) => ({
          lesson: meta.slug,
          order: meta.order,
          id: heading.id,
          title: heading.text,
        })),
        exercises: [...new Set(sections.flatMap(({ lesson, heading }) => exercisesOf(lesson, heading)))],
        checkpoints: covering(checkpoints.flat()).map(({ id }) => id),
        quizzes: lessons.flatMap(({ meta, outline }) =>
          covering(outline.quizzes).map(({ id }) => `${meta.slug}/${id}`),
        ),
      },
    ]
  })
  return new Map(entries)
}

/** What is missing of a row, in words for an author; null if nothing is. */
export function missingOf({ sections, exercises, checkpoints, quizzes }: LessonCoverage): string | null {
  if (sections.length === 0) return 'no heading names it'
  const missing = [
    exercises.length === 0 && 'no exercise in its section (a Command, a widget or SideBySide)',
    checkpoints.length + quizzes.length === 0 && 'no checkpoint or quiz covers it',
  ].filter((reason) => reason !== false)
  return missing.length > 0 ? missing.join('; ') : null
}

/** Of the section, with the deeper ones below it. */
function exercisesOf({ outline }: CompiledLesson, section: LessonSection): string[] {
  const at = outline.headings.indexOf(section)
  const after = outline.headings.slice(at + 1)
  const end = after.findIndex(({ depth }) => depth <= section.depth)
  const all = [section, ...(end < 0 ? after : after.slice(0, end))]
  const names: readonly string[] = exerciseNames
  return all.flatMap(({ components }) => components.filter((name) => names.includes(name)))
}
