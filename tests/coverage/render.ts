import { findCoveringTests } from './find-tests.ts'
import { type LessonCoverage, missingOf, readLessonCoverage } from './lesson-coverage.ts'
import { chapters, type CoveredRow, limits, rows, rowsOf } from './rows.ts'

/** docs/coverage.md, from the rows, the lessons and the tests' own titles. */
export async function renderCoverage(): Promise<string> {
  const tests = findCoveringTests()
  const lessons = await readLessonCoverage()
  const lines = [
    '# What is covered: by which paragraph, exercise, checkpoint and test',
    '',
    'Made by `npm run coverage` from the lessons (`## Title [#id row]`, `<Quiz covers>`, `covers` of a checkpoint) and the titles of',
    'the tests; a test fails when this file is older than they are. Each checkpoint is proved four ways by tests/lessons. A proof',
    '(tests/operations) does the widget’s action in one lab and its echoed command in another, and compares all that libvirt prints.',
  ]
  for (const [chapter, title] of Object.entries(chapters)) {
    lines.push(
      '',
      `## ${chapter} ${title}`,
      '',
      '| row | paragraph | exercise | checkpoint, quiz | tests |',
      '|---|---|---|---|---|',
    )
    for (const row of rowsOf(chapter)) {
      const found = tests.filter((test) => test.rows.includes(row))
      const cells = found.map(({ file, title }) => `${escaped(title)} (\`${file}\`)`)
      const limit = limits[row]
      if (limit) cells.push(`_Limit here: ${limit}_`)
      lines.push(`| ${[`**${row}** ${rows[row]}`, ...lessonCells(lessons.get(row)), cells.join('<br>')].join(' | ')} |`)
    }
  }
  return `${lines.join('\n')}\n`
}

/** The rows that the lessons do not cover yet, with what each lacks. */
export async function missingRows(): Promise<{ row: CoveredRow; missing: string }[]> {
  return [...(await readLessonCoverage())].flatMap(([row, coverage]) => {
    const missing = missingOf(coverage)
    return missing ? [{ row, missing }] : []
  })
}

function lessonCells(coverage: LessonCoverage | undefined): string[] {
  if (!coverage || coverage.sections.length === 0) return ['**none**', '', '']
  const { sections, exercises, checkpoints, quizzes } = coverage
  return [
    sections
      .map(
        ({ lesson, order, title, id }) =>
          `[${order} › ${escaped(title)}](../content/lessons/${lesson}/lesson.en.mdx) #${id}`,
      )
      .join('<br>'),
    exercises.join(', '),
    [...checkpoints, ...quizzes.map((id) => `quiz ${id}`)].join('<br>'),
  ]
}

function escaped(text: string): string {
  return text.replaceAll('|', '\\|')
}
