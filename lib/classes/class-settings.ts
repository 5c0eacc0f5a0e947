import type { Actor } from '#lib/access/actor.ts'
import { log } from '#lib/base/log.ts'
import { db } from '#lib/db/client.ts'
import { classError } from './class-error.ts'
import { requireClass } from './class-record.ts'
import { announceRightsLost } from './rights-lost.ts'

/** Codes: as requireClass. */
export async function renameClass(actor: Actor, o: { classId: string; name: string }): Promise<void> {
  await requireClass({ actor, classId: o.classId, verb: 'manage' })
  await db().class.update({ where: { id: o.classId }, data: { name: o.name } })
}

/** Archives the class, or takes it out again. Archived, its staff reach no lab by it and change nothing in it. Codes: as requireClass. */
export async function setArchived(actor: Actor, o: { classId: string; archived: boolean }): Promise<void> {
  const { classId, archived } = o
  await requireClass({ actor, classId, verb: 'manage', archivedToo: true })
  await db().class.update({ where: { id: classId }, data: { archivedAt: archived ? new Date() : null } })
  if (archived) announceRightsLost()
  log.info({ by: actor.userId, class: classId, archived }, 'class archived or taken out')
}

/**
 * Deletes an archived class with its members' list, lessons and invitations; accounts, labs and results stay. `confirmation` is
 * its name, as typed. Codes: as requireClass; class.not-archived, class.confirm.
 */
export async function deleteClass(actor: Actor, o: { classId: string; confirmation: string }): Promise<void> {
  const { classId, confirmation } = o
  const record = await requireClass({ actor, classId, verb: 'manage', archivedToo: true })
  if (!record.archivedAt) throw classError('not-archived', `class ${classId} is not archived`)
  if (confirmation.trim() !== record.name)
    throw classError('confirm', 'the name was not typed', { status: 400, field: 'confirmation' })
  await db().class.delete({ where: { id: classId } })
  log.info({ by: actor.userId, class: classId }, 'class deleted')
}
