import type { Actor } from '#lib/access/actor.ts'
import { assertCan } from '#lib/access/assert-can.ts'
import { labSubject } from '#lib/classes/subject.ts'
import { beginTakeOver, endTakeOver } from '#lib/labs/help-board.ts'
import { readRecord } from '#lib/labs/lab-record.ts'

/**
 * Staff with the right to use the lab may type and click in it from now on. Its student sees that at once.
 * Codes: lab.not-found, access.forbidden, help.held (somebody else helps; params: name).
 */
export async function takeOverLab(actor: Actor, { labId }: { labId: string }): Promise<void> {
  const { studentId } = await readRecord(labId)
  // One's own lab needs none, and there is nobody to see it.
  if (actor.userId === studentId) return
  assertCan(actor, 'use', { ...(await labSubject(actor, studentId)), takenOver: true })
  await beginTakeOver({ actor, labId, studentId })
}

/** Ends a take-over: the student may at any time, and so may who helps, and staff. Codes: lab.not-found, access.forbidden. */
export async function handBackLab(actor: Actor, { labId }: { labId: string }): Promise<void> {
  const { studentId } = await readRecord(labId)
  assertCan(actor, 'use', { ...(await labSubject(actor, studentId)), takenOver: true })
  await endTakeOver(labId, actor.name)
}
