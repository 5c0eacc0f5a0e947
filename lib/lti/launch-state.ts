import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { jwtVerify, SignJWT } from 'jose'
import { z } from 'zod'
import { readSecrets } from '#lib/auth/secrets.ts'
import { LaunchRefused } from './lti-error.ts'

const schema = z.object({ platformId: z.string(), nonce: z.string(), id: z.string(), browser: z.string() })
/** What a launch must bring back: which platform was asked, the nonce, and which browser began. */
export type LaunchState = z.infer<typeof schema>

export const launchLifetimeS = 10 * 60

export interface LaunchCookie {
  name: string
  value: string
}

/** A cookie for each launch, so that two at once, in two tabs, don't meet. */
export const cookiePrefix = 'virtlab-lti-'
const cookieName = (id: string) => `${cookiePrefix}${id}`

/** Begins a launch: what goes through the platform, and what stays with the browser. */
export async function beginState(platformId: string): Promise<{ state: string; nonce: string; cookie: LaunchCookie }> {
  const [id, nonce, secret] = [randomBytes(6).toString('hex'), randomBytes(24).toString('base64url'), randomBytes(24)]
  const value = secret.toString('base64url')
  const content: LaunchState = { platformId, nonce, id, browser: digest(value) }
  const state = await new SignJWT({ ...content })
    .setProtectedHeader({ alg: 'HS256' })
    .setExpirationTime(`${launchLifetimeS}s`)
    .sign(key())
  return { state, nonce, cookie: { name: cookieName(id), value } }
}

/** The name of the cookie that goes with a state, if we made that. Refuses: bad-request, expired. */
export async function readState(state: string): Promise<LaunchState & { cookieName: string }> {
  try {
    const { payload } = await jwtVerify(state, key(), { algorithms: ['HS256'] })
    const content = schema.parse(payload)
    return { ...content, cookieName: cookieName(content.id) }
  } catch (error) {
    const expired = (error as { code?: string }).code === 'ERR_JWT_EXPIRED'
    throw new LaunchRefused(expired ? 'expired' : 'bad-request', 'the state is not ours, or too old', error)
  }
}

/** Refuses other-browser unless the cookie is the one that went out with the state. */
export function assertSameBrowser(state: LaunchState, cookie: string | undefined): void {
  const [found, wanted] = [Buffer.from(digest(cookie ?? '')), Buffer.from(state.browser)]
  if (found.length === wanted.length && timingSafeEqual(found, wanted)) return
  throw new LaunchRefused('other-browser', cookie ? 'the cookie is of another launch' : 'no cookie')
}

const digest = (value: string) => createHash('sha256').update(value).digest('base64url')

/** Of its own, so that nothing else that is signed with the site's secret could pass for a state. */
const key = () => createHmac('sha256', readSecrets().authSecret).update('lti launch state').digest()
