import type { ClassRole } from '#lib/access/actor.ts'
import { listMembers } from '#lib/classes/class-record.ts'
import type { LabPhase } from '#lib/gateway/protocol.ts'
import { readCheckpoints } from '#lib/grading/catalogue.ts'
import { readResultsOf } from '#lib/grading/results.ts'
import { listRecords } from '#lib/labs/lab-record.ts'

export interface MemberRow {
  id: string
  name: string
  username: string | null
  role: ClassRole
  /** ms */
  joinedAt: number
}

export interface StudentRow extends MemberRow {
  phase: LabPhase['phase']
  passed: number
}

export interface ClassMembers {
  staff: MemberRow[]
  students: StudentRow[]
  /** How many checkpoints the course has. */
  checkpoints: number
}

/** Everybody in a class, students with their labs as they are now. The caller has asked whether the class may be seen. */
export async function readMembers(classId: string): Promise<ClassMembers> {
  const [members, labs, checkpoints] = await Promise.all([listMembers(classId), listRecords(), readCheckpoints()])
  const rows = members.map(
    ({ userId, joinedAt, ...rest }): MemberRow => ({ id: userId, joinedAt: joinedAt.getTime(), ...rest }),
  )
  const students = rows.filter(({ role }) => role === 'student')
  const results = await readResultsOf(students.map(({ id }) => id))
  const phases = new Map(labs.map(({ studentId, phase }) => [studentId, phase.phase]))
  const passed = (id: string) =>
    new Set((results.get(id) ?? []).filter(({ status }) => status === 'passed').map(({ checkpoint }) => checkpoint))
      .size
  return {
    staff: rows.filter(({ role }) => role !== 'student'),
    students: students.map((row) => ({ ...row, phase: phases.get(row.id) ?? 'absent', passed: passed(row.id) })),
    checkpoints: checkpoints.size,
  }
}
