import { betterAuth } from 'better-auth'
import { prismaAdapter } from 'better-auth/adapters/prisma'
import { nextCookies } from 'better-auth/next-js'
import { username } from 'better-auth/plugins/username'
import { APIError } from 'better-auth/api'
import { env } from '../base/env.ts'
import { log } from '../base/log.ts'
import { singleton } from '../base/singleton.ts'
import { db } from '../db/client.ts'
import { usernameLength, usernamePattern } from './account-rules.ts'
import { sessionWithoutPassword } from './session-without-password.ts'
import { readSecrets } from './secrets.ts'

/** `code` of the error that ends every attempt to open a session of a disabled account. */
export const disabledCode = 'ACCOUNT_DISABLED'

const dayS = 24 * 60 * 60

/**
 * Accounts and sessions. Reached by calls only: its HTTP routes are not mounted, so that there are exactly the doors that
 * we made: the sign-in, joining a class, and single sign-on's callback, each with limits of its own (decision 081).
 */
export function auth() {
  return singleton('auth', createAuth)
}

function createAuth() {
  return betterAuth({
    baseURL: `http://localhost:${env.port}`,
    secret: readSecrets().authSecret,
    database: prismaAdapter(db(), { provider: 'sqlite' }),
    telemetry: { enabled: false },
    // Its words only: what comes with them may hold what was sent.
    logger: { level: 'warn', log: (level, words) => log[level]({ from: 'better-auth' }, words) },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10 },
    user: {
      additionalFields: {
        role: { type: 'string', input: false, defaultValue: 'student' },
        locale: { type: 'string', input: false, defaultValue: 'zh' },
        mustChangePassword: { type: 'boolean', input: false, defaultValue: false },
        disabledAt: { type: 'date', input: false, required: false },
        lastSeenAt: { type: 'date', input: false, required: false },
      },
    },
    session: { expiresIn: 7 * dayS, updateAge: dayS },
    databaseHooks: { session: { create: { before: refuseDisabled } } },
    rateLimit: { enabled: false },
    advanced: { cookiePrefix: 'virtlab', useSecureCookies: servedByHttpsOnly() },
    // Student numbers and names come in many shapes; the plugin's own rule takes ASCII without a dash.
    plugins: [
      username({
        minUsernameLength: usernameLength.min,
        maxUsernameLength: usernameLength.max,
        usernameValidator: (name) => usernamePattern.test(name),
      }),
      sessionWithoutPassword(),
      nextCookies(),
    ],
  })
}

/** Here, and not at the doors, so that no door can forget it. */
async function refuseDisabled({ userId }: { userId: string }): Promise<void> {
  const user = await db().user.findUnique({ where: { id: userId }, select: { disabledAt: true } })
  if (user?.disabledAt) throw new APIError('FORBIDDEN', { code: disabledCode, message: 'the account is disabled' })
}

function servedByHttpsOnly(): boolean {
  return env.extraOrigins.length > 0 && env.extraOrigins.every((origin) => origin.startsWith('https://'))
}
