import type { StudentGrades } from '#lib/grading/read-grades.ts'
import type { GradebookColumn } from './gradebook.ts'

export interface Total {
  earned: number
  points: number
  /** Checkpoints passed, of how many. */
  passed: number
  of: number
}

/** What a student has in these columns. Pure, for the page and for the file. */
export function totalOf(grades: StudentGrades | undefined, columns: GradebookColumn[]): Total {
  const own = columns.map(({ checkpoint }) => grades?.[checkpoint])
  return {
    earned: own.reduce((sum, grade) => sum + (grade?.earned ?? 0), 0),
    points: columns.reduce((sum, { points }) => sum + points, 0),
    passed: own.filter((grade) => grade?.passed).length,
    of: columns.length,
  }
}

/** Whether a checkpoint was passed after the lesson was due. */
export function isLate(passedAt: number | null, dueAt: number | undefined): boolean {
  return passedAt !== null && dueAt !== undefined && passedAt > dueAt
}
