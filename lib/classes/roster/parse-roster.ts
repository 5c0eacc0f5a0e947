import Papa from 'papaparse'
import { type RosterColumn, rosterColumns, type RosterRow } from './roster-row.ts'

export interface ParsedRoster {
  rows: RosterRow[]
  /** What was taken for what: the number of the file's column, from 1, and its heading if there is one. */
  columns: Partial<Record<RosterColumn, { number: number; heading: string | null }>>
}

/** Headings by what they mean, the surest first: where a list has both, 用户名 is the user name and 学号 only a number. */
const headings: Record<RosterColumn, string[]> = {
  name: ['姓名', '学生姓名', '名字', 'name', 'fullname', 'studentname', 'displayname'],
  username: [
    ...['用户名', '账号', '帐号', '账户', 'username', 'user', 'login', 'account'],
    ...['学号', '学生编号', '工号', 'studentnumber', 'studentno', 'studentid', 'number', 'no', 'id'],
  ],
  email: ['邮箱', '电子邮箱', '电子邮件', '邮件', 'email', 'mail', 'emailaddress'],
  role: ['角色', '身份', 'role'],
}

/**
 * The people of a list in CSV: separated by commas, semicolons or tabs, quoted or not, with headings in Chinese or English in any
 * order, or without: then what the columns hold says what they are. Pure; nothing is checked yet.
 */
export function parseRoster(text: string): ParsedRoster {
  const { data } = Papa.parse<string[]>(text.replace(/^\uFEFF/, ''), {
    delimiter: guessDelimiter(text),
    skipEmptyLines: false,
  })
  const lines = data
    .map((cells, index) => ({ line: index + 1, cells: cells.map(readCell) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''))
  const [first, ...rest] = lines
  if (!first) return { rows: [], columns: {} }
  const byHeading = readHeadings(first.cells)
  const columns = byHeading ?? guessColumns(lines.map(({ cells }) => cells))
  const people = byHeading ? rest : lines
  return {
    rows: people.map(({ line, cells }) => ({ line, ...readCells(cells, columns) })),
    columns: Object.fromEntries(
      rosterColumns.flatMap((column) => {
        const index = columns[column]
        if (index === undefined) return []
        return [[column, { number: index + 1, heading: byHeading ? (first.cells[index] ?? '') : null }]]
      }),
    ),
  }
}

/** Quotes after a space are not yet quotes to a strict reader. */
function readCell(cell: string): string {
  return cell
    .trim()
    .replace(/^"(.*)"$/s, '$1')
    .trim()
}

type Columns = Partial<Record<RosterColumn, number>>

function readCells(cells: string[], columns: Columns): Record<RosterColumn, string> {
  const cell = (column: RosterColumn) => cells[columns[column] ?? -1] ?? ''
  return { name: cell('name'), username: cell('username'), email: cell('email'), role: cell('role') }
}

/** The one that the first line has most of, outside quotes; papaparse's own guess goes astray on lists of one column. */
function guessDelimiter(text: string): string {
  const line = (text.split(/\r?\n/).find((one) => one.trim() !== '') ?? '').replaceAll(/"(?:[^"]|"")*"/g, '')
  const counted = [',', '\t', ';', '，', '；'].map((sign) => ({ sign, count: line.split(sign).length - 1 }))
  return counted.reduce((best, one) => (one.count > best.count ? one : best)).sign
}

/** Where each heading stands; null if the first line has no headings. */
function readHeadings(cells: string[]): Columns | null {
  const plain = cells.map((cell) =>
    cell
      .normalize('NFKC')
      .toLowerCase()
      .replaceAll(/[\s_.:*()-]/g, ''),
  )
  const columns: Columns = {}
  for (const column of rosterColumns) {
    const found = headings[column].map((heading) => plain.indexOf(heading)).find((index) => index >= 0)
    if (found !== undefined) columns[column] = found
  }
  // One word could be somebody's name; of a whole list that has one column, it is the heading.
  return columns.username !== undefined || columns.name !== undefined ? columns : null
}

const isRole = (cell: string) => readRole(cell) !== null && cell !== ''
const isUsername = (cell: string) => /^[\w.-]+$/.test(cell)
const hasDigit = (cell: string) => /\d/.test(cell)

/** By what most cells of each column look like. */
function guessColumns(lines: string[][]): Columns {
  const width = Math.max(...lines.map((cells) => cells.length))
  const share = (index: number, test: (cell: string) => boolean) =>
    lines.filter((cells) => test(cells[index] ?? '')).length / lines.length
  const columns: Columns = {}
  const take = (column: RosterColumn, score: (index: number) => number, least: number) => {
    const free = [...Array(width).keys()].filter((index) => !Object.values(columns).includes(index))
    const best = free.toSorted((a, b) => score(b) - score(a))[0]
    if (best !== undefined && score(best) >= least) columns[column] = best
  }
  take('email', (index) => share(index, (cell) => cell.includes('@')), 0.3)
  take('role', (index) => share(index, isRole), 0.5)
  take('username', (index) => share(index, isUsername) + share(index, hasDigit) / 2, 0.1)
  take('name', (index) => share(index, (cell) => cell !== '' && !/^\d+$/.test(cell)), 0.1)
  return columns
}

const roles = {
  student: ['', '学生', 'student', 'learner'],
  assistant: ['助教', '助理', 'assistant', 'ta', 'teachingassistant'],
  instructor: ['教师', '老师', '讲师', 'instructor', 'teacher'],
} as const

/** The role that a cell names; an empty one is a student. Null for other words. */
export function readRole(cell: string): keyof typeof roles | null {
  const word = cell
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_-]/g, '')
  const found = Object.entries(roles).find(([, words]) => (words as readonly string[]).includes(word))
  return (found?.[0] as keyof typeof roles | undefined) ?? null
}
