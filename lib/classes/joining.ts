import type { Actor } from '#lib/access/actor.ts'
import { db } from '#lib/db/client.ts'
import { newJoinCode, requireClass } from './class-record.ts'

/** Opens joining with a new code, so that the old one is worth nothing; or closes it. Answers the code. Codes: as requireClass. */
export async function setJoining(actor: Actor, o: { classId: string; open: boolean }): Promise<string | null> {
  const { classId, open } = o
  await requireClass({ actor, classId, verb: 'manage' })
  const joinCode = open ? newJoinCode() : null
  await db().class.update({ where: { id: classId }, data: { joinCode } })
  return joinCode
}
