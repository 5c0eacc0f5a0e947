import type { Actor } from '#lib/access/actor.ts'
import type { Dispose } from '#lib/base/dispose.ts'
import { log } from '#lib/base/log.ts'
import { requireClass } from '#lib/classes/class-record.ts'
import { roleInClass } from '#lib/classes/class-role.ts'
import { onGrades } from '#lib/grading/grade-changes.ts'
import { readGrades, type StudentGrades } from '#lib/grading/read-grades.ts'

export interface GradesMessage {
  studentId: string
  grades: StudentGrades
}

/** Tells the grades of a student of the class each time that they change. Code: class.not-found. */
export async function watchGrades(
  actor: Actor,
  classId: string,
  tell: (message: GradesMessage) => void,
): Promise<Dispose> {
  await requireClass({ actor, classId, verb: 'view' })
  return onGrades((studentId) => {
    const read = async () => {
      if ((await roleInClass(studentId, classId)) !== 'student') return
      tell({ studentId, grades: (await readGrades([studentId])).get(studentId) ?? {} })
    }
    read().catch((error: unknown) => log.error({ err: error, student: studentId }, 'grades were not told'))
  })
}
