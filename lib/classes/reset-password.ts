import type { Actor } from '#lib/access/actor.ts'
import { writeAudit } from '#lib/audit/audit-log.ts'
import { setInitialPassword } from '#lib/auth/accounts.ts'
import { log } from '#lib/base/log.ts'
import { db } from '#lib/db/client.ts'
import { requireClass } from './class-record.ts'
import { classError } from './class-error.ts'
import { staffRole } from './class-role.ts'

/**
 * Gives a student of the class a made-up password, which is answered once; their sessions end. For one who manages the class,
 * and only for students: with the password of somebody who teaches, too, one would have their classes. Codes: class.not-found,
 * access.forbidden, class.not-student.
 */
export async function resetStudentPassword(actor: Actor, o: { classId: string; studentId: string }): Promise<string> {
  const { classId, studentId } = o
  await requireClass({ actor, classId, verb: 'manage' })
  const member = await db().classMember.findUnique({
    where: { classId_userId: { classId, userId: studentId } },
    include: { user: true },
  })
  const isStudent = member?.role === 'student' && member.user.role === 'student' && !(await staffRole(studentId))
  if (!isStudent) throw classError('not-student', `${studentId} is not only a student`, { status: 403 })
  await writeAudit(actor, studentId, { action: 'password-reset' })
  const password = await setInitialPassword(studentId)
  log.info({ by: actor.userId, user: studentId, class: classId }, 'password reset')
  return password
}
