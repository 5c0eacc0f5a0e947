import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Actor } from '#lib/access/actor.ts'
import { assertCan } from '#lib/access/assert-can.ts'
import { log } from '#lib/base/log.ts'
import { db } from '#lib/db/client.ts'
import { ltiError } from './lti-error.ts'
import { platformUrlSchema } from './platform-url.ts'

/** A learning platform that may send people here. */
export interface Platform {
  id: string
  name: string
  issuer: string
  clientId: string
  deployments: string[]
  authUrl: string
  tokenUrl: string
  jwksUrl: string
}

export interface PlatformSummary extends Platform {
  /** Courses of it that are classes here. */
  courses: number
}

/** As the form has it: the deployments' ids in one text, apart by commas or blanks. */
export type PlatformForm = Record<Exclude<keyof Platform, 'id'>, string>

const text = z.string().trim().min(1).max(300)
const schema = z.object({
  name: text.max(80),
  issuer: platformUrlSchema,
  clientId: text,
  deployments: z
    .string()
    .transform((list) => list.split(/[\s,，]+/).filter(Boolean))
    .pipe(z.array(text).min(1).max(50)),
  authUrl: platformUrlSchema,
  tokenUrl: platformUrlSchema,
  jwksUrl: platformUrlSchema,
})

/** Code: access.forbidden. */
export async function listPlatforms(actor: Actor): Promise<PlatformSummary[]> {
  assertCan(actor, 'view', { kind: 'site' })
  const rows = await db().ltiPlatform.findMany({ include: { _count: true }, orderBy: { createdAt: 'asc' } })
  return rows.map((row) => ({ ...toPlatform(row), courses: row._count.courses }))
}

/** Adds a platform, or changes the one of `id`. Codes: access.forbidden, lti.field, lti.url, lti.platform-taken, lti.no-platform. */
export async function savePlatform(actor: Actor, form: PlatformForm, id?: string): Promise<void> {
  assertCan(actor, 'manage', { kind: 'site' })
  const { deployments, ...rest } = parse(form)
  const data = { ...rest, deployments: JSON.stringify(deployments) }
  const { issuer, clientId } = data
  const same = await db().ltiPlatform.findUnique({ where: { issuer_clientId: { issuer, clientId } } })
  if (same && same.id !== id)
    throw ltiError('platform-taken', `${issuer} with ${clientId} is there`, { field: 'clientId', status: 409 })
  if (!id) await db().ltiPlatform.create({ data: { id: randomUUID(), ...data } })
  else if ((await db().ltiPlatform.updateMany({ where: { id }, data })).count === 0) throw noPlatform(id)
  log.info({ by: actor.userId, issuer, clientId }, 'learning platform saved')
}

/**
 * Nobody comes in from it any more, and no scores go there; its people's accounts, classes and grades stay. Codes:
 * access.forbidden, lti.no-platform (404).
 */
export async function removePlatform(actor: Actor, id: string): Promise<void> {
  assertCan(actor, 'manage', { kind: 'site' })
  if ((await db().ltiPlatform.deleteMany({ where: { id } })).count === 0) throw noPlatform(id)
  log.info({ by: actor.userId, platform: id }, 'learning platform removed')
}

/** Of better-auth's table of accounts: beside `credential` and single sign-on's. A subject is the issuer's, whatever the client. */
export const providerOf = (issuer: string) => `lti:${issuer}`

/** The platforms of an issuer; a hosted one (Canvas) is the same issuer for all its schools, each with a client id. */
export async function findPlatforms(issuer: string, clientId?: string): Promise<Platform[]> {
  const rows = await db().ltiPlatform.findMany({ where: { issuer, ...(clientId ? { clientId } : {}) } })
  return rows.map(toPlatform)
}

export async function findPlatform(id: string): Promise<Platform | null> {
  const row = await db().ltiPlatform.findUnique({ where: { id } })
  return row && toPlatform(row)
}

export function toPlatform(row: Omit<Platform, 'deployments'> & { deployments: string }): Platform {
  const { id, name, issuer, clientId, deployments, authUrl, tokenUrl, jwksUrl } = row
  return { id, name, issuer, clientId, deployments: JSON.parse(deployments), authUrl, tokenUrl, jwksUrl }
}

function parse(form: PlatformForm): z.infer<typeof schema> {
  const parsed = schema.safeParse(form)
  if (parsed.success) return parsed.data
  const field = String(parsed.error.issues[0]?.path[0])
  const isUrl = ['issuer', 'authUrl', 'tokenUrl', 'jwksUrl'].includes(field)
  throw isUrl ? ltiError('url', `bad ${field}`, { field }) : ltiError('field', `bad ${field}`, { field })
}

function noPlatform(id: string) {
  return ltiError('no-platform', `no platform ${id}`, { status: 404 })
}
