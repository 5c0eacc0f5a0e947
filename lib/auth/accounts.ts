import type { Role } from '../access/actor.ts'
import { type Database, db } from '../db/client.ts'
import { accountError } from './account-error.ts'
import { auth } from './auth.ts'
import { randomPassword } from './secrets.ts'
import { endSessions } from './session-ends.ts'

export interface NewAccount {
  username: string
  name?: string
  role: Role
  /** Left out: one that leads nowhere, as the sessions' library wants one. */
  email?: string
  /** Left out: one is made up, to be handed over and changed at the first sign-in. */
  password?: string
  locale?: 'zh' | 'en'
}

/** An account that is ready to be written. Hashing is slow on purpose, and must not hold a transaction open. */
export type PreparedAccount = Awaited<ReturnType<typeof prepareAccount>>

/** What is written together with an account, or not at all. */
export type Alongside = (transaction: Pick<Database, 'classMember' | 'invitation'>, userId: string) => Promise<void>

/**
 * Makes an account; answers its id and its password. `username` is as usernameSchema leaves it. Code: auth.username-taken (409).
 * Who may is asked by the caller.
 */
export async function createAccount(
  account: NewAccount,
  alongside: Alongside = async () => {},
): Promise<{ userId: string; password: string }> {
  const { username } = account
  const { password, user, credential } = await prepareAccount(account)
  if (await db().user.findUnique({ where: { username } })) throw usernameTaken(username)
  await db()
    .$transaction(async (transaction) => {
      await transaction.user.create({ data: user })
      await transaction.account.create({ data: credential })
      await alongside(transaction, user.id)
    })
    .catch((error: unknown) => {
      throw isTaken(error) ? usernameTaken(username) : error
    })
  return { userId: user.id, password }
}

/** Makes up what is left out and hashes the password: the rows of an account. Nothing is written. */
export async function prepareAccount(account: NewAccount) {
  const { username, name = username, role, locale, password = randomPassword() } = account
  const userId = crypto.randomUUID()
  const user = {
    id: userId,
    name,
    username,
    displayUsername: username,
    email: account.email ?? `${username}@virtlab.local`,
    role,
    locale,
    mustChangePassword: account.password === undefined,
  }
  const credential = {
    id: crypto.randomUUID(),
    userId,
    accountId: userId,
    providerId: 'credential',
    password: await hashPassword(password),
    updatedAt: new Date(),
  }
  return { password, user, credential }
}

/** Makes the account unless the user name is taken; what is there stays as it is. Returns whether it was made. */
export async function ensureAccount(account: { username: string; password: string; role: Role }): Promise<boolean> {
  if (await db().user.findUnique({ where: { username: account.username } })) return false
  await createAccount(account)
  return true
}

/**
 * Gives the account a made-up password, to be changed at the first sign-in, and ends its sessions. Answers the password:
 * it is not to be had again. Who may is asked by the caller.
 */
export async function setInitialPassword(userId: string): Promise<string> {
  const password = randomPassword()
  await storePassword(userId, password, { mustChange: true })
  await endSessions({ userId })
  return password
}

/** Sets the password; an account that had none, as from single sign-on, has one then. */
export async function storePassword(userId: string, password: string, o: { mustChange: boolean }): Promise<void> {
  const hash = await hashPassword(password)
  const key = { providerId: 'credential', accountId: userId }
  await db().user.update({
    where: { id: userId },
    data: {
      mustChangePassword: o.mustChange,
      accounts: {
        upsert: {
          where: { providerId_accountId: key },
          create: { id: crypto.randomUUID(), ...key, password: hash, updatedAt: new Date() },
          update: { password: hash },
        },
      },
    },
  })
}

async function hashPassword(password: string): Promise<string> {
  return (await auth().$context).password.hash(password)
}

function usernameTaken(username: string) {
  return accountError('username-taken', `user name ${username} is taken`, { params: { username }, field: 'username' })
}

/** https://www.prisma.io/docs/orm/reference/error-reference#p2002: two asked for one user name at once. */
function isTaken(error: unknown): boolean {
  return (error as { code?: string } | null)?.code === 'P2002'
}

export async function setLocale(userId: string, locale: 'zh' | 'en'): Promise<void> {
  await db().user.update({ where: { id: userId }, data: { locale } })
}

export async function countAccounts(): Promise<number> {
  return db().user.count()
}
