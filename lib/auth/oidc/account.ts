import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { Role } from '../../access/actor.ts'
import { env } from '../../base/env.ts'
import { log } from '../../base/log.ts'
import { db } from '../../db/client.ts'
import { personNameSchema, usernameSchema } from '../account-rules.ts'

const claimsSchema = z.object({
  iss: z.string().min(1),
  sub: z.string().min(1),
  name: personNameSchema.optional().catch(undefined),
  preferred_username: usernameSchema.optional().catch(undefined),
  email: z.email().toLowerCase().optional().catch(undefined),
  email_verified: z.boolean().optional().catch(undefined),
})

/**
 * The account of the person whom the issuer calls `sub`; made at the first time. Never one that only has the same e-mail
 * address or user name: both are what people can give themselves, at some issuers. Answers its id.
 */
export async function findOrMakeAccount(claims: Record<string, unknown>, locale: 'zh' | 'en'): Promise<string> {
  const { iss, sub, name, preferred_username, email, email_verified } = claimsSchema.parse(claims)
  const key = { providerId: `oidc:${iss}`, accountId: sub }
  const known = await db().account.findUnique({ where: { providerId_accountId: key } })
  if (known) return known.userId
  const id = crypto.randomUUID()
  const wanted = preferred_username ?? usernameSchema.safeParse(email?.split('@')[0]).data
  const username = wanted && (await freeUsername(wanted))
  const mayHaveEmail = email && email_verified !== false && !(await db().user.findUnique({ where: { email } }))
  await db().user.create({
    data: {
      id,
      name: name ?? username ?? sub.slice(0, 80),
      username,
      displayUsername: username,
      email: mayHaveEmail ? email : `${id}@virtlab.local`,
      emailVerified: Boolean(mayHaveEmail && email_verified),
      role: roleOf(claims),
      locale,
      accounts: { create: { id: crypto.randomUUID(), ...key, updatedAt: new Date() } },
    },
  })
  log.info({ user: id, issuer: iss }, 'account made by single sign-on')
  return id
}

/** Of a new account; later changes are the administrator's. */
function roleOf(claims: Record<string, unknown>): Role {
  const value = env.oidc?.roleClaim && claims[env.oidc.roleClaim]
  const values = Array.isArray(value) ? value : [value]
  return env.oidc && values.includes(env.oidc.instructorValue) ? 'instructor' : 'student'
}

async function freeUsername(wanted: string): Promise<string> {
  if (!(await db().user.findUnique({ where: { username: wanted } }))) return wanted
  return `${wanted.slice(0, 33)}-${randomBytes(3).toString('hex')}`
}
