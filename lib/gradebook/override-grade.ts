import { randomUUID } from 'node:crypto'
import type { Actor } from '#lib/access/actor.ts'
import { VirtLabError } from '#lib/base/error.ts'
import { requireClass } from '#lib/classes/class-record.ts'
import { roleInClass } from '#lib/classes/class-role.ts'
import { db } from '#lib/db/client.ts'
import { readCheckpoints } from '#lib/grading/catalogue.ts'
import { tellGrades } from '#lib/grading/grade-changes.ts'

/**
 * Gives a student of the class `points` in a checkpoint instead of what was judged, with the reason, which the student can read; null takes
 * that back. Codes: class.not-found, access.forbidden, grades.no-student (404), grades.no-checkpoint (404), grades.points (0 to the
 * checkpoint's), grades.reason.
 */
export async function overrideGrade(
  actor: Actor,
  o: { classId: string; studentId: string; checkpoint: string; points: number | null; reason: string },
): Promise<void> {
  const { classId, studentId, checkpoint, points } = o
  await requireClass({ actor, classId, verb: 'manage' })
  await requireStudent(classId, studentId)
  const most = (await readCheckpoints()).get(checkpoint)?.points
  if (most === undefined) throw gradesError('no-checkpoint', checkpoint, { status: 404 })
  const reason = o.reason.trim()
  if (points !== null && (!Number.isInteger(points) || points < 0 || points > most))
    throw gradesError('points', `${points} of ${most}`, { field: 'points', params: { most } })
  if (points !== null && (reason === '' || reason.length > 500))
    throw gradesError('reason', `${reason.length} characters`, { field: 'reason' })
  const where = { studentId_checkpoint: { studentId, checkpoint } }
  const data = { points: points ?? 0, reason, byName: actor.name, at: new Date() }
  const entry = {
    id: randomUUID(),
    studentId,
    actorId: actor.userId,
    actorName: actor.name,
    action: points === null ? 'grade-restored' : 'grade-set',
    params: JSON.stringify(points === null ? { checkpoint } : { checkpoint, points, reason }),
  }
  await db().$transaction([
    points === null
      ? db().gradeOverride.deleteMany({ where: { studentId, checkpoint } })
      : db().gradeOverride.upsert({ where, create: { studentId, checkpoint, ...data }, update: data }),
    db().auditEntry.create({ data: entry }),
  ])
  tellGrades(studentId)
}

/** Rejects with grades.no-student unless the user attends the class. */
export async function requireStudent(classId: string, studentId: string): Promise<void> {
  if ((await roleInClass(studentId, classId)) === 'student') return
  throw gradesError('no-student', `${studentId} does not attend ${classId}`, { status: 404 })
}

function gradesError(
  name: string,
  message: string,
  init: { status?: number; field?: string; params?: Record<string, number> } = {},
): VirtLabError {
  return new VirtLabError({ code: `grades.${name}`, message, status: 400, ...init })
}
