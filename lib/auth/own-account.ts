import type { Actor } from '../access/actor.ts'
import { db } from '../db/client.ts'
import { accountError } from './account-error.ts'
import { passwordProblem } from './account-rules.ts'
import { storePassword } from './accounts.ts'
import { signInLimit } from './attempt-limit.ts'
import { auth } from './auth.ts'
import { endSessions } from './session-ends.ts'
import type { SignedIn } from './session.ts'

export interface OwnAccount {
  name: string
  username: string | null
  /** False for one who comes by single sign-on only. */
  hasPassword: boolean
  sessions: OpenSession[]
}

export interface OpenSession {
  id: string
  since: Date
  address: string
  userAgent: string
  /** The one that asks. */
  current: boolean
}

/** One's own account, its sessions with the present one first. */
export async function readOwnAccount({ actor, sessionId }: SignedIn): Promise<OwnAccount> {
  const { name, username, accounts, sessions } = await db().user.findUniqueOrThrow({
    where: { id: actor.userId },
    include: {
      accounts: { where: { providerId: 'credential' }, select: { id: true } },
      sessions: { where: { expiresAt: { gt: new Date() } }, orderBy: { createdAt: 'desc' } },
    },
  })
  const open = sessions.map(({ id, createdAt, ipAddress, userAgent }) => ({
    id,
    since: createdAt,
    address: ipAddress ?? '',
    userAgent: userAgent ?? '',
    current: id === sessionId,
  }))
  return {
    name,
    username,
    hasPassword: accounts.length > 0,
    sessions: open.toSorted((a, b) => Number(b.current) - Number(a.current)),
  }
}

/** `name` is as personNameSchema leaves it. */
export async function renameSelf({ userId }: Actor, name: string): Promise<void> {
  await db().user.update({ where: { id: userId }, data: { name } })
}

/**
 * Takes a password of one's own choice, and ends the other sessions. Codes: auth.password-wrong, auth.password-wait,
 * auth.password-none, auth.password-same, auth.password-short, -long, -username.
 */
export async function changePassword({ actor, sessionId }: SignedIn, o: { present: string; next: string }) {
  const user = await db().user.findUniqueOrThrow({
    where: { id: actor.userId },
    include: { accounts: { where: { providerId: 'credential' } } },
  })
  const hash = user.accounts[0]?.password
  if (!hash) throw accountError('password-none', 'no password to change')
  await assertPresentPassword(user.username ?? user.id, o.present, hash)
  if (o.next === o.present) throw refused('same')
  const problem = passwordProblem(o.next, user.username)
  if (problem) throw refused(problem)
  await storePassword(user.id, o.next, { mustChange: false })
  await endSessions({ userId: user.id, except: sessionId })
}

/** A session that was left open does not let anybody guess: it counts as the sign-in does. */
async function assertPresentPassword(account: string, password: string, hash: string): Promise<void> {
  const attempt = { account, address: `session of ${account}` }
  const seconds = signInLimit.waitBefore(attempt)
  if (seconds > 0) {
    const params = { minutes: Math.ceil(seconds / 60) }
    throw accountError('password-wait', 'too many wrong passwords', { status: 429, params, field: 'present' })
  }
  const right = await (await auth().$context).password.verify({ hash, password })
  if (right) return signInLimit.forgive('account', account)
  signInLimit.recordFailure(attempt)
  throw accountError('password-wrong', 'the present password is wrong', { status: 400, field: 'present' })
}

function refused(problem: string) {
  return accountError(`password-${problem}`, 'a bad password', { status: 400, field: 'password' })
}
