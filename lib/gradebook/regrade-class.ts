import { randomUUID } from 'node:crypto'
import type { Actor } from '#lib/access/actor.ts'
import { listMembers, requireClass } from '#lib/classes/class-record.ts'
import { db } from '#lib/db/client.ts'
import { type Regraded, regrade } from '#lib/grading/regrade.ts'

/**
 * Judges the results of the class's students by the checkpoints of today. Without `apply` it says what would change. `only`: a lesson, or
 * `<lesson>/<checkpoint>`. Returns what changes, and what cannot be judged again. Codes: class.not-found, access.forbidden.
 */
export async function regradeClass(
  actor: Actor,
  { classId, only, apply }: { classId: string; only?: string; apply: boolean },
): Promise<{ changed: Regraded[]; untold: Regraded[]; judged: number }> {
  await requireClass({ actor, classId, verb: 'manage' })
  const students = (await listMembers(classId)).filter(({ role }) => role === 'student').map(({ userId }) => userId)
  const all = await regrade({ only, students, apply })
  const changed = all.filter(
    ({ before, after }) => after && (after.status !== before.status || after.earned !== before.earned),
  )
  if (apply && changed.length > 0) await db().auditEntry.createMany({ data: changed.map((one) => entry(actor, one)) })
  return { changed, untold: all.filter(({ after }) => !after), judged: all.length }
}

function entry({ userId, name }: Actor, { studentId, checkpoint, attempt, before, after }: Regraded) {
  const params = { checkpoint, attempt, before: before.earned, after: after?.earned ?? before.earned }
  return {
    id: randomUUID(),
    studentId,
    actorId: userId,
    actorName: name,
    action: 'regraded',
    params: JSON.stringify(params),
  }
}
