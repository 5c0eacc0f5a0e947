import type { Actor, ClassRole } from '#lib/access/actor.ts'
import { passwordProblem } from '#lib/auth/account-rules.ts'
import { accountError } from '#lib/auth/account-error.ts'
import { createAccount } from '#lib/auth/accounts.ts'
import { joinAttempt, joinLimit } from '#lib/auth/attempt-limit.ts'
import { type Database, db } from '#lib/db/client.ts'
import { classError } from './class-error.ts'
import { roleInClass } from './class-role.ts'
import { hashToken } from './invitation-token.ts'

/** By what somebody comes in: the class's code, which all know, or an invitation's link, which is one person's. */
export type JoinKey = { code: string } | { token: string }

/** What a key opens. */
export interface JoinOffer {
  classId: string
  className: string
  role: ClassRole
  /** Whom the invitation is for, as staff wrote it; empty for a code. */
  invitedName: string
}

type Transaction = Pick<Database, 'classMember' | 'invitation'>

/**
 * What the key opens. `address`: the peer's, by which wrong keys are counted. Codes: class.join-wait (429),
 * class.code-unknown (404), class.join-archived (410), and those of findInvitation.
 */
export async function findJoinOffer(key: JoinKey, address: string): Promise<JoinOffer> {
  const attempt = joinAttempt(address)
  const seconds = joinLimit.waitBefore(attempt)
  if (seconds > 0) {
    const params = { minutes: Math.ceil(seconds / 60) }
    throw classError('join-wait', 'too many wrong codes', { status: 429, params, field: 'code' })
  }
  const offer = 'code' in key ? await findCode(key.code) : await findInvitation(key.token)
  if (offer) return offer
  joinLimit.recordFailure(attempt)
  throw 'code' in key
    ? classError('code-unknown', 'no class with this code', { status: 404, field: 'code' })
    : classError('invitation-unknown', 'no such invitation', { status: 404 })
}

/** The invitation of a link; null if there is none. Codes: class.join-archived, class.invitation-used, class.invitation-expired (410). */
export async function findInvitation(token: string): Promise<JoinOffer | null> {
  const found = await db().invitation.findUnique({
    where: { tokenHash: hashToken(token) },
    include: { class: true },
  })
  if (!found) return null
  assertOpen(found.class)
  if (found.usedAt) throw classError('invitation-used', 'the invitation is used', { status: 410 })
  if (found.expiresAt <= new Date())
    throw classError('invitation-expired', 'the invitation has expired', { status: 410 })
  const { classId, name } = found
  return { classId, className: found.class.name, role: found.role as ClassRole, invitedName: name }
}

/** Puts somebody with an account into the class; one who is in it already keeps the stronger role. Codes: as findJoinOffer. */
export async function joinClass(actor: Actor, key: JoinKey, address: string): Promise<JoinOffer> {
  const offer = await findJoinOffer(key, address)
  const { classId, role } = offer
  const now = await roleInClass(actor.userId, classId)
  // Not used up by one whom it gives nothing.
  if (now && strength[now] >= strength[role]) return offer
  await db().$transaction((transaction) => admit(transaction, actor.userId, key, offer))
  return offer
}

export interface NewMember {
  name: string
  /** As usernameSchema leaves it. */
  username: string
  password: string
  locale: 'zh' | 'en'
}

/** Makes an account that is in the class: both, or neither. Codes: as findJoinOffer; auth.password-…, auth.username-taken. */
export async function joinWithNewAccount(member: NewMember, key: JoinKey, address: string): Promise<JoinOffer> {
  const offer = await findJoinOffer(key, address)
  const problem = passwordProblem(member.password, member.username)
  if (problem) throw accountError(`password-${problem}`, 'a bad password', { status: 400, field: 'password' })
  await createAccount({ ...member, role: 'student' }, (transaction, userId) => admit(transaction, userId, key, offer))
  return offer
}

const strength: Record<ClassRole, number> = { student: 0, assistant: 1, instructor: 2 }

async function admit(transaction: Transaction, userId: string, key: JoinKey, { classId, role }: JoinOffer) {
  if ('token' in key) {
    const where = { tokenHash: hashToken(key.token), usedAt: null }
    const { count } = await transaction.invitation.updateMany({ where, data: { usedAt: new Date() } })
    if (count === 0) throw classError('invitation-used', 'the invitation is used', { status: 410 })
  }
  const where = { classId_userId: { classId, userId } }
  await transaction.classMember.upsert({ where, create: { classId, userId, role }, update: { role } })
}

async function findCode(typed: string): Promise<JoinOffer | null> {
  const code = readJoinCode(typed)
  const found = code && (await db().class.findUnique({ where: { joinCode: code } }))
  if (!found) return null
  assertOpen(found)
  return { classId: found.id, className: found.name, role: 'student', invitedName: '' }
}

/** A code as it is stored, from what somebody typed: in lower case, with spaces, without the dash. */
export function readJoinCode(typed: string): string | null {
  const signs = typed.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')
  return signs.length === 8 ? `${signs.slice(0, 4)}-${signs.slice(4)}` : null
}

function assertOpen({ archivedAt }: { archivedAt: Date | null }): void {
  if (archivedAt) throw classError('join-archived', 'the class is archived', { status: 410, field: 'code' })
}
