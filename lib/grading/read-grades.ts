import { db } from '#lib/db/client.ts'
import { type Grade, gradeOf, type Override } from './grade.ts'
import { readResultsOf } from './results.ts'

/** By checkpoint (`<lesson>/<id>`); those without a grade are not in it. */
export type StudentGrades = Record<string, Grade>

/** The grades of students, by student. The caller has asked whether they may be seen. */
export async function readGrades(studentIds: string[]): Promise<Map<string, StudentGrades>> {
  const [results, overrides] = await Promise.all([readResultsOf(studentIds), readOverrides(studentIds)])
  return new Map(
    studentIds.map((id) => {
      const own = results.get(id) ?? []
      const given = overrides.get(id) ?? new Map<string, Override>()
      const checkpoints = new Set([...own.map(({ checkpoint }) => checkpoint), ...given.keys()])
      const grades = [...checkpoints].flatMap((checkpoint) => {
        const grade = gradeOf(
          own.filter((one) => one.checkpoint === checkpoint),
          given.get(checkpoint) ?? null,
        )
        return grade ? [[checkpoint, grade] as const] : []
      })
      return [id, Object.fromEntries(grades)]
    }),
  )
}

async function readOverrides(studentIds: string[]): Promise<Map<string, Map<string, Override>>> {
  const rows = await db().gradeOverride.findMany({ where: { studentId: { in: studentIds } } })
  const overrides = new Map<string, Map<string, Override>>()
  for (const { studentId, checkpoint, points, reason, byName, at } of rows) {
    const own = overrides.get(studentId) ?? new Map<string, Override>()
    overrides.set(studentId, own.set(checkpoint, { points, reason, byName, at: at.getTime() }))
  }
  return overrides
}
