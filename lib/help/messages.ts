import { randomUUID } from 'node:crypto'
import type { Actor } from '#lib/access/actor.ts'
import { assertCan } from '#lib/access/assert-can.ts'
import { listMembers, requireClass } from '#lib/classes/class-record.ts'
import { labSubject } from '#lib/classes/subject.ts'
import { db } from '#lib/db/client.ts'
import type { MessageView } from '#lib/gateway/protocol.ts'
import { hasStaff } from './hand.ts'
import { helpError } from './help-error.ts'
import { tellHelp } from './help-events.ts'

export const messageLength = 1_000
/** How much of a thread a page gets. */
const threadLength = 100

/**
 * Adds to the thread of a student: as its student, or as staff who may help in the lab. Codes: access.forbidden, help.text (empty or too
 * long), help.no-staff (nobody would read it).
 */
export async function sendMessage(actor: Actor, o: { studentId: string; text: string }): Promise<void> {
  const { studentId } = o
  assertCan(actor, 'use', { ...(await labSubject(actor, studentId)), takenOver: true })
  const text = checkText(o.text)
  if (actor.userId === studentId && !(await hasStaff(studentId))) throw helpError('no-staff', studentId)
  // Who answers has read.
  if (actor.userId === studentId) await readThose(studentId, { fromStudent: false })
  await db().message.create({ data: message(actor, studentId, text) })
  tellHelp(studentId)
}

/** Writes to every student of the class; resolves to how many. Codes: class.not-found, access.forbidden, help.text, help.nobody. */
export async function announce(actor: Actor, o: { classId: string; text: string }): Promise<number> {
  await requireClass({ actor, classId: o.classId, verb: 'use' })
  const text = checkText(o.text)
  const students = (await listMembers(o.classId)).filter(({ role }) => role === 'student')
  if (students.length === 0) throw helpError('nobody', o.classId)
  await db().message.createMany({ data: students.map(({ userId }) => message(actor, userId, text)) })
  for (const { userId } of students) tellHelp(userId)
  return students.length
}

/** What the other side wrote is read: by the student, or by staff. Code: access.forbidden. */
export async function markRead(actor: Actor, { studentId }: { studentId: string }): Promise<void> {
  assertCan(actor, 'view', await labSubject(actor, studentId))
  if ((await readThose(studentId, { fromStudent: actor.userId !== studentId })) > 0) tellHelp(studentId)
}

/** The latest of a student's thread, oldest first. The caller has asked whether the reader may. */
export async function readThread(studentId: string): Promise<MessageView[]> {
  const rows = await db().message.findMany({ where: { studentId }, orderBy: { at: 'desc' }, take: threadLength })
  return rows.toReversed().map(({ id, at, fromId, fromName, text, readAt }) => ({
    id,
    at: at.getTime(),
    fromName,
    fromStudent: fromId === studentId,
    text,
    read: readAt !== null,
  }))
}

/** How many messages of these students staff have not read, by student. */
export async function countUnread(studentIds: string[]): Promise<Map<string, number>> {
  const rows = await db().message.findMany({
    where: { studentId: { in: studentIds }, readAt: null },
    select: { studentId: true, fromId: true },
  })
  const counts = new Map<string, number>()
  for (const { studentId, fromId } of rows)
    if (fromId === studentId) counts.set(studentId, (counts.get(studentId) ?? 0) + 1)
  return counts
}

async function readThose(studentId: string, { fromStudent }: { fromStudent: boolean }): Promise<number> {
  const fromId = fromStudent ? studentId : { not: studentId }
  const { count } = await db().message.updateMany({
    where: { studentId, fromId, readAt: null },
    data: { readAt: new Date() },
  })
  return count
}

function message(actor: Actor, studentId: string, text: string) {
  return { id: randomUUID(), studentId, fromId: actor.userId, fromName: actor.name, text }
}

function checkText(sent: string): string {
  const text = sent.trim()
  if (text !== '' && text.length <= messageLength) return text
  throw helpError('text', `${text.length} characters`, { field: 'text', params: { most: messageLength } })
}
