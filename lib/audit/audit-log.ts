import { randomUUID } from 'node:crypto'
import type { Actor } from '#lib/access/actor.ts'
import { db } from '#lib/db/client.ts'

/** What somebody does in a student's lab. */
export interface AuditAct {
  /** Key below `audit.actions` in the messages. */
  action: string
  params?: Record<string, string | number>
}

export interface AuditView {
  id: string
  /** ms */
  at: number
  actorName: string
  action: string
  params: Record<string, string | number>
  /** Of what goes on for a while: null while it does, and for what is done at once. */
  endedAt: number | null
  /** Who ended it, if it was not just over. */
  endedBy: string | null
}

/** What goes on for a while. */
export const sittingActions = ['watch', 'take-over'] as const

/** Notes what the actor does in the student's lab; the student can read it. What cannot be noted must not be done. */
export async function writeAudit(actor: Actor, studentId: string, act: AuditAct): Promise<string> {
  const data = entryOf(actor, studentId, act)
  await db().auditEntry.create({ data })
  return data.id
}

/** The same for several students at once, or for none of them. */
export async function writeAudits(actor: Actor, studentIds: string[], act: AuditAct): Promise<void> {
  await db().auditEntry.createMany({ data: studentIds.map((studentId) => entryOf(actor, studentId, act)) })
}

function entryOf({ userId, name }: Actor, studentId: string, { action, params = {} }: AuditAct) {
  const who = { studentId, actorId: userId, actorName: name }
  return { id: randomUUID(), ...who, action, params: JSON.stringify(params) }
}

/** What is learnt of it while it goes on. */
export async function amendAudit(id: string, params: Record<string, string | number>): Promise<void> {
  await db().auditEntry.updateMany({ where: { id }, data: { params: JSON.stringify(params) } })
}

/** `by`: the name of who ended it; null if it was just over. */
export async function endAudit(id: string, by: string | null): Promise<void> {
  await db().auditEntry.updateMany({ where: { id, endedAt: null }, data: { endedAt: new Date(), endedBy: by } })
}

/** Whatever went on when the server was cut off ended with it. */
export async function endAllAudits(): Promise<void> {
  const where = { action: { in: [...sittingActions] }, endedAt: null }
  await db().auditEntry.updateMany({ where, data: { endedAt: new Date() } })
}

/** What staff did in the student's lab, newest first. The caller has asked whether the reader may. */
export async function readAudit(studentId: string, { take = 500 } = {}): Promise<AuditView[]> {
  const rows = await db().auditEntry.findMany({ where: { studentId }, orderBy: { at: 'desc' }, take })
  return rows.map(({ id, at, actorName, action, params, endedAt, endedBy }) => ({
    id,
    at: at.getTime(),
    actorName,
    action,
    params: JSON.parse(params) as AuditView['params'],
    endedAt: endedAt?.getTime() ?? null,
    endedBy,
  }))
}
