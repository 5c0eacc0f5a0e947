import type { Actor } from '#lib/access/actor.ts'
import { assertCan } from '#lib/access/assert-can.ts'
import { type AuditView, readAudit } from '#lib/audit/audit-log.ts'
import { labSubject } from '#lib/classes/subject.ts'

/** What staff did in a student's lab, newest first: for the student, and for staff who may see the lab. Code: access.forbidden. */
export async function readLabLog(actor: Actor, { studentId }: { studentId: string }): Promise<AuditView[]> {
  assertCan(actor, 'view', await labSubject(actor, studentId))
  return readAudit(studentId)
}
