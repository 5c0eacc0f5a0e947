import type { JWTPayload } from 'jose'
import { z } from 'zod'
import type { ClassRole } from '#lib/access/actor.ts'
import { personNameSchema } from '#lib/auth/account-rules.ts'
import { LaunchRefused } from './lti-error.ts'
import { isPlatformUrl } from './platform-url.ts'

const claim = (name: string) => `https://purl.imsglobal.org/spec/lti/claim/${name}`
const agsClaim = 'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint'
export const scoreScope = 'https://purl.imsglobal.org/spec/lti-ags/scope/score'

/** What a verified launch says, in our words. */
export interface Launch {
  issuer: string
  /** The platform's id of the person: stable, and never an e-mail address. */
  subject: string
  name: string | null
  deploymentId: string
  role: ClassRole
  course: { id: string; title: string | null }
  link: { id: string; title: string | null; lesson: string | null; lineItem: string | null }
  /** Null: the platform does not say. */
  locale: 'zh' | 'en' | null
}

const title = z.string().trim().nullish().catch(null)
const schema = z.object({
  name: personNameSchema.nullish().catch(null),
  given_name: z.string().nullish().catch(null),
  family_name: z.string().nullish().catch(null),
  roles: z.array(z.string()).default([]),
  context: z.object({ id: z.string().min(1).max(300), title, label: title }).optional(),
  resource_link: z.object({ id: z.string().min(1).max(300), title }).optional(),
  custom: z
    .object({ lesson: z.string().trim().max(200).optional().catch(undefined) })
    .nullish()
    .catch(null),
  launch_presentation: z.object({ locale: z.string().nullish() }).nullish().catch(null),
  endpoint: z
    .object({ scope: z.array(z.string()), lineitem: z.string().optional() })
    .nullish()
    .catch(null),
})
type Claims = z.infer<typeof schema>

/** Reads the claims of a token that is verified already. Refuses: wrong-deployment, wrong-message, no-user, no-course, no-role. */
export function readClaims(payload: JWTPayload, deployments: string[]): Launch {
  const deploymentId = payload[claim('deployment_id')]
  if (typeof deploymentId !== 'string' || !deployments.includes(deploymentId))
    throw new LaunchRefused('wrong-deployment', `deployment ${String(deploymentId)} is not registered`)
  const [type, version] = [payload[claim('message_type')], payload[claim('version')]]
  if (type !== 'LtiResourceLinkRequest' || version !== '1.3.0')
    throw new LaunchRefused('wrong-message', `${String(type)} ${String(version)}`)
  if (!payload.sub || payload.sub.length > 255) throw new LaunchRefused('no-user', 'an anonymous launch')
  const claims = schema.safeParse({ ...payload, ...ltiClaims(payload) })
  if (!claims.success) throw new LaunchRefused('wrong-message', 'claims of a wrong shape', claims.error)
  const { context, resource_link: link, custom, endpoint, launch_presentation, roles } = claims.data
  if (!context || !link) throw new LaunchRefused('no-course', 'no context or no resource link')
  return {
    issuer: payload.iss ?? '',
    subject: payload.sub,
    name: nameOf(claims.data),
    deploymentId,
    role: roleOf(roles),
    course: { id: context.id, title: (context.title || context.label || '').slice(0, 80) || null },
    link: {
      id: link.id,
      title: link.title?.slice(0, 200) || null,
      lesson: custom?.lesson || null,
      lineItem: lineItemOf(endpoint),
    },
    locale: localeOf(launch_presentation?.locale),
  }
}

function ltiClaims(payload: JWTPayload): Record<string, unknown> {
  const names = ['roles', 'context', 'resource_link', 'custom', 'launch_presentation']
  return { ...Object.fromEntries(names.map((name) => [name, payload[claim(name)]])), endpoint: payload[agsClaim] }
}

function nameOf({ name, given_name, family_name }: Claims): string | null {
  const parts = [given_name, family_name].filter(Boolean).join(' ')
  return name ?? personNameSchema.safeParse(parts).data ?? null
}

/**
 * Of the course: that somebody teaches at the school says nothing of this class. A TeachingAssistant is told as a sub-role of
 * Instructor, and both may be in the list. An administrator of the platform without a part in the course may look into it as an
 * instructor, as there.
 * https://www.imsglobal.org/spec/lti/v1p3/#role-vocabularies
 */
function roleOf(roles: string[]): ClassRole {
  const inCourse = roles.flatMap((role) => courseRole.exec(role)?.[1] ?? [])
  if (inCourse.some((role) => role.startsWith('TeachingAssistant'))) return 'assistant'
  if (inCourse.includes('Instructor') || inCourse.includes('Administrator')) return 'instructor'
  if (inCourse.includes('Learner')) return 'student'
  if (roles.some((role) => /\/(system|institution)\/person#(Sys)?Administrator$/.test(role))) return 'instructor'
  throw new LaunchRefused('no-role', `no role in the course among ${roles.join(' ') || 'none'}`)
}

/** Whole, as a sub-role, or its short name. */
const courseRole = /^(?:http:\/\/purl\.imsglobal\.org\/vocab\/lis\/v2\/membership(?:\/\w+)?#)?(\w+)$/

function lineItemOf(endpoint: Claims['endpoint']): string | null {
  const { scope = [], lineitem } = endpoint ?? {}
  return lineitem && scope.includes(scoreScope) && isPlatformUrl(lineitem) ? lineitem : null
}

function localeOf(locale: string | null | undefined): Launch['locale'] | 'en' | null {
  if (!locale) return null
  return /^zh\b|^zh_/i.test(locale) ? 'zh' : /^en\b|^en_/i.test(locale) ? 'en' : null
}
