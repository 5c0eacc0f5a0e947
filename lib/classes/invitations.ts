import type { Actor, ClassRole } from '#lib/access/actor.ts'
import { db } from '#lib/db/client.ts'
import { classError } from './class-error.ts'
import { requireClass } from './class-record.ts'
import { newInvitationToken } from './invitation-token.ts'

export interface InvitationView {
  id: string
  name: string
  role: ClassRole
  expiresAt: Date
  state: 'open' | 'used' | 'expired'
}

const dayMs = 24 * 60 * 60 * 1000

/** A link for one person. Answers its token, which is not to be had again. Codes: as requireClass. */
export async function createInvitation(
  actor: Actor,
  o: { classId: string; name: string; role: ClassRole; days: number },
): Promise<string> {
  const { classId, name, role, days } = o
  await requireClass({ actor, classId, verb: 'manage' })
  const { token, tokenHash } = newInvitationToken()
  const expiresAt = new Date(Date.now() + days * dayMs)
  await db().invitation.create({ data: { tokenHash, classId, name, role, expiresAt } })
  return token
}

/** The newest first. Codes: as requireClass. */
export async function listInvitations(actor: Actor, classId: string): Promise<InvitationView[]> {
  await requireClass({ actor, classId, verb: 'manage' })
  const rows = await db().invitation.findMany({ where: { classId }, orderBy: { createdAt: 'desc' } })
  const now = new Date()
  return rows.map(({ tokenHash, name, role, expiresAt, usedAt }) => ({
    id: tokenHash,
    name,
    role: role as ClassRole,
    expiresAt,
    state: usedAt ? 'used' : expiresAt <= now ? 'expired' : 'open',
  }))
}

/** Its link opens nothing any more. Codes: as requireClass; class.invitation-gone (404). */
export async function revokeInvitation(actor: Actor, o: { classId: string; id: string }): Promise<void> {
  const { classId, id } = o
  await requireClass({ actor, classId, verb: 'manage' })
  const { count } = await db().invitation.deleteMany({ where: { tokenHash: id, classId } })
  if (count === 0) throw classError('invitation-gone', 'no such invitation', { status: 404 })
}
