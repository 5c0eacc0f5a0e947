import type { Actor, Role } from '#lib/access/actor.ts'
import { writeAudit } from '#lib/audit/audit-log.ts'
import { assertCan } from '#lib/access/assert-can.ts'
import { accountError } from '#lib/auth/account-error.ts'
import { createAccount, setInitialPassword } from '#lib/auth/accounts.ts'
import { endSessions } from '#lib/auth/session-ends.ts'
import { log } from '#lib/base/log.ts'
import { type Database, db } from '#lib/db/client.ts'

// What an administrator does with anybody's account. To others: access.forbidden; for no such account: auth.not-found.

/** Answers the made-up password, which is shown once. `username` is as usernameSchema leaves it. Code: auth.username-taken. */
export async function addAccount(
  actor: Actor,
  account: { name: string; username: string; role: Role },
): Promise<{ userId: string; password: string }> {
  assertAdministrator(actor)
  const made = await createAccount(account)
  log.info({ by: actor.userId, user: made.userId, role: account.role }, 'account made')
  return made
}

/** Whoever is no administrator (any more) has to sign in again: what they have open was opened with more rights. Code: auth.last-admin. */
export async function changeRole(actor: Actor, userId: string, role: Role): Promise<void> {
  assertAdministrator(actor)
  await db().$transaction(async (transaction) => {
    if (role === 'admin') await readAccount(transaction, userId)
    else await assertAdministratorLeft(transaction, userId)
    await transaction.user.update({ where: { id: userId }, data: { role } })
  })
  if (role !== 'admin') await endSessions({ userId })
  log.info({ by: actor.userId, user: userId, role }, 'role changed')
}

/** Answers the made-up password, which is shown once; the account's sessions end. */
export async function resetPassword(actor: Actor, userId: string): Promise<string> {
  assertAdministrator(actor)
  await readAccount(db(), userId)
  if (actor.userId !== userId) await writeAudit(actor, userId, { action: 'password-reset' })
  const password = await setInitialPassword(userId)
  log.info({ by: actor.userId, user: userId }, 'password reset')
  return password
}

/** A disabled account opens no session, and what it has open ends at once. Code: auth.last-admin. */
export async function setDisabled(actor: Actor, userId: string, disabled: boolean): Promise<void> {
  assertAdministrator(actor)
  await db().$transaction(async (transaction) => {
    if (disabled) await assertAdministratorLeft(transaction, userId)
    else await readAccount(transaction, userId)
    const disabledAt = disabled ? new Date() : null
    await transaction.user.update({ where: { id: userId }, data: { disabledAt } })
  })
  if (disabled) await endSessions({ userId })
  log.info({ by: actor.userId, user: userId, disabled }, 'account disabled or enabled')
}

type Transaction = Pick<Database, 'user'>

/** A site that nobody can administer is lost: refuses what would leave none but this account. */
async function assertAdministratorLeft(transaction: Transaction, userId: string): Promise<void> {
  const { role, disabledAt } = await readAccount(transaction, userId)
  if (role !== 'admin' || disabledAt) return
  const others = await transaction.user.count({ where: { role: 'admin', disabledAt: null, id: { not: userId } } })
  if (others === 0) throw accountError('last-admin', `${userId} is the last administrator`)
}

async function readAccount(transaction: Transaction, userId: string) {
  const user = await transaction.user.findUnique({ where: { id: userId } })
  if (!user) throw accountError('not-found', `no account ${userId}`, { status: 404 })
  return user
}

function assertAdministrator(actor: Actor): void {
  assertCan(actor, 'manage', { kind: 'site' })
}
