import type { Actor } from '#lib/access/actor.ts'
import { assertCan } from '#lib/access/assert-can.ts'
import { can, type Verb } from '#lib/access/can.ts'
import { type AuditAct, writeAudit } from '#lib/audit/audit-log.ts'
import { noteInLog } from '#lib/base/log-context.ts'
import { VirtLabError } from '#lib/base/error.ts'
import { labSubject } from '#lib/classes/subject.ts'
import { holdsTakeOver } from './help-board.ts'
import { type LabRecord, readRecord } from './lab-record.ts'
import { admitLab, readPhase } from './phase-board.ts'

/**
 * What is done, for the audit log if it is another's lab. Null for what only reads: who may `use` another's lab has taken it over, and that
 * is in the log.
 */
type Doing = { verb: 'view' } | { verb: 'use'; act: AuditAct | null } | { verb: 'manage'; act: AuditAct }

/**
 * The lab, if the actor may `verb` it. What staff do in a student's lab is in the audit log when this resolves.
 * Codes: lab.not-found, access.forbidden, help.not-taken-over.
 */
export async function requireLab(o: { actor: Actor; labId: string } & Doing): Promise<LabRecord> {
  const { actor, verb } = o
  const record = await readRecord(o.labId)
  noteInLog({ lab: record.id })
  await assertLab(actor, verb, record)
  if ('act' in o && o.act && actor.userId !== record.studentId) await writeAudit(actor, record.studentId, o.act)
  admitLab(record)
  return { ...record, phase: readPhase(record.id) }
}

/** The actor's name, if the lab is another's. */
export function staffName(actor: Actor, studentId: string): string | null {
  return actor.userId === studentId ? null : actor.name
}

/** Throws access.forbidden, or help.not-taken-over if that is all that is missing. */
export async function assertLab(actor: Actor, verb: Verb, lab: { id: string; studentId: string }): Promise<void> {
  const subject = await labSubject(actor, lab.studentId)
  assertCan(actor, verb, { ...subject, takenOver: true })
  if (can(actor, verb, { ...subject, takenOver: holdsTakeOver(lab.id, actor.userId) })) return
  throw new VirtLabError({
    code: 'help.not-taken-over',
    message: `${actor.userId} has not taken lab ${lab.id} over`,
    status: 403,
  })
}
