import type { Gradebook } from './gradebook.ts'
import { isLate, totalOf } from './totals.ts'

export interface CsvWords {
  name: string
  username: string
  total: string
  percent: string
  late: string
  /** The heading of a lesson's sum. */
  lesson: (slug: string) => string
}

/**
 * The gradebook as a table for a spreadsheet: a row per student, total, per cent, a sum per lesson, points per checkpoint (an empty cell:
 * nothing earned), and how many were passed late. RFC 4180, with the byte order mark that Excel knows UTF-8 by.
 */
export function gradesCsv({ columns, dueAt, students, grades }: Gradebook, words: CsvWords): string {
  const lessons = [...new Set(columns.map(({ lesson }) => lesson))]
  const head = [
    ...[words.name, words.username, words.total, words.percent, words.late],
    ...lessons.map(words.lesson),
    ...columns.map(({ checkpoint, points }) => `${checkpoint} (${points})`),
  ]
  const rows = students.map(({ id, name, username }) => {
    const own = grades[id]
    const total = totalOf(own, columns)
    const sums = lessons.map(
      (lesson) =>
        totalOf(
          own,
          columns.filter((column) => column.lesson === lesson),
        ).earned,
    )
    const late = columns.filter(({ checkpoint, lesson }) => isLate(own?.[checkpoint]?.passedAt ?? null, dueAt[lesson]))
    const percent = total.points === 0 ? 0 : Math.round((100 * total.earned) / total.points)
    const cells = columns.map(({ checkpoint }) => own?.[checkpoint]?.earned ?? '')
    return [name, username ?? '', total.earned, percent, late.length, ...sums, ...cells]
  })
  return `\uFEFF${[head, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`
}

/** Text that a spreadsheet would take for a formula is told to be text: a student chooses their name. */
function cell(value: string | number): string {
  if (typeof value === 'number') return String(value)
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
