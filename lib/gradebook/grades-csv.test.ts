import { expect, it } from 'vitest'
import type { Grade } from '#lib/grading/grade.ts'
import type { Gradebook } from './gradebook.ts'
import { gradesCsv } from './grades-csv.ts'

const grade = (earned: number, passedAt: number | null): Grade => ({
  earned,
  judged: earned,
  passed: passedAt !== null,
  passedAt,
  via: null,
  override: null,
})

const book: Gradebook = {
  columns: [
    { checkpoint: '01-a/x', lesson: '01-a', points: 10 },
    { checkpoint: '01-a/y', lesson: '01-a', points: 5 },
    { checkpoint: '02-b/z', lesson: '02-b', points: 10 },
  ],
  dueAt: { '01-a': 1000 },
  students: [
    { id: '1', name: '王芳', username: 's001' },
    { id: '2', name: '=HYPERLINK("http://x")', username: null },
    { id: '3', name: 'Lee, Ann', username: '-1' },
  ],
  grades: {
    '1': { '01-a/x': grade(10, 900), '01-a/y': grade(5, 1001), '02-b/z': grade(4, null) },
    '2': {},
    '3': { '02-b/z': grade(10, 5000) },
  },
}

const words = {
  name: '姓名',
  username: '用户名',
  total: '总分',
  percent: '%',
  late: '迟交',
  lesson: (slug: string) => `第 ${slug}`,
}

it('has a row per student that a spreadsheet reads, in UTF-8', () => {
  const text = gradesCsv(book, words)
  expect(text.codePointAt(0)).toBe(0xfeff)
  expect(text.slice(1).split('\r\n')).toEqual([
    '姓名,用户名,总分,%,迟交,第 01-a,第 02-b,01-a/x (10),01-a/y (5),02-b/z (10)',
    '王芳,s001,19,76,1,15,4,10,5,4',
    `"'=HYPERLINK(""http://x"")",,0,0,0,0,0,,,`,
    `"Lee, Ann",'-1,10,40,0,0,10,,,10`,
    '',
  ])
})
