import type { Actor } from '#lib/access/actor.ts'
import { assertCan } from '#lib/access/assert-can.ts'
import { writeAudit } from '#lib/audit/audit-log.ts'
import { labSubject } from '#lib/classes/subject.ts'
import { db } from '#lib/db/client.ts'
import type { HandView } from '#lib/gateway/protocol.ts'
import { helpError } from './help-error.ts'
import { tellHelp } from './help-events.ts'

export const handTextLength = 200

/** Whether anybody would see the user's hand: somebody is staff of a class that they attend. */
export async function hasStaff(userId: string): Promise<boolean> {
  const members = { some: { userId, role: 'student' } }
  const staff = { role: { in: ['assistant', 'instructor'] }, class: { archivedAt: null, members } }
  return (await db().classMember.count({ where: staff })) > 0
}

/** Puts the actor's own hand up, with a line of text or none; one that is up keeps its place in the row. Code: help.text. */
export async function raiseHand(actor: Actor, { text: sent }: { text: string }): Promise<void> {
  const text = sent.trim()
  if (text.length > handTextLength) throw helpError('text', `${text.length} characters`, { field: 'text' })
  const studentId = actor.userId
  await db().handRaise.upsert({ where: { studentId }, create: { studentId, text }, update: { text } })
  tellHelp(studentId)
}

/** Puts a hand down: one's own, or, as staff of the student's, as answered. Code: access.forbidden. */
export async function lowerHand(actor: Actor, { studentId }: { studentId: string }): Promise<void> {
  assertCan(actor, 'view', await labSubject(actor, studentId))
  if (actor.userId !== studentId) await writeAudit(actor, studentId, { action: 'hand-answered' })
  await db().handRaise.deleteMany({ where: { studentId } })
  tellHelp(studentId)
}

/** The hands that are up among these students, by student. */
export async function readHands(studentIds: string[]): Promise<Map<string, HandView>> {
  const rows = await db().handRaise.findMany({ where: { studentId: { in: studentIds } } })
  return new Map(rows.map(({ studentId, at, text }) => [studentId, { at: at.getTime(), text }]))
}
