import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto'
import * as client from 'openid-client'
import { z } from 'zod'
import { log } from '../../base/log.ts'
import { auth } from '../auth.ts'
import { readSecrets } from '../secrets.ts'
import { isDisabled } from '../sign-in.ts'
import { findOrMakeAccount } from './account.ts'
import { oidcConfiguration } from './config.ts'

/** What only the browser that began may bring back; a cookie that neither it nor anybody else can read or make. */
const pendingSchema = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  redirectUri: z.url(),
  next: z.string(),
  locale: z.enum(['zh', 'en']),
  until: z.number(),
})
type Pending = z.infer<typeof pendingSchema>

export const pendingLifetimeS = 10 * 60

/** Begins: where to send the browser, and what it must keep until it is back. Rejects when the server cannot be reached. */
export async function beginOidc(
  o: Pick<Pending, 'redirectUri' | 'next' | 'locale'>,
): Promise<{ location: URL; pending: string }> {
  const configuration = await oidcConfiguration()
  const pending: Pending = {
    ...o,
    state: client.randomState(),
    nonce: client.randomNonce(),
    verifier: client.randomPKCECodeVerifier(),
    until: Date.now() + pendingLifetimeS * 1000,
  }
  const location = client.buildAuthorizationUrl(configuration, {
    redirect_uri: o.redirectUri,
    scope: 'openid profile email',
    state: pending.state,
    nonce: pending.nonce,
    code_challenge: await client.calculatePKCECodeChallenge(pending.verifier),
    code_challenge_method: 'S256',
    ui_locales: o.locale === 'zh' ? 'zh-CN zh' : 'en',
  })
  return { location, pending: await symmetricEncrypt({ key: key(), data: JSON.stringify(pending) }) }
}

export type OidcResult = { next: string; locale: 'zh' | 'en' | null } & (
  | { result: 'signed-in' }
  | { result: 'cancelled' | 'failed' | 'unreachable' | 'disabled' }
)

/**
 * Ends: checks what came back (state, code with its verifier, the ID token's signature, issuer, audience, time and nonce)
 * and opens a session, whose cookie is set on the answer. `search`: the query that the browser came back with.
 */
export async function finishOidc(o: { search: string; pending: string; headers: Headers }): Promise<OidcResult> {
  const pending = await readPending(o.pending)
  if (!pending) return { result: 'failed', next: '/', locale: null }
  const { next, locale } = pending
  try {
    const userId = await exchange(o.search, pending)
    await auth().api.openSession({ body: { userId }, headers: o.headers })
    return { result: 'signed-in', next, locale }
  } catch (error) {
    const result = isDisabled(error) ? 'disabled' : explain(error)
    log.warn({ err: error, result }, 'single sign-on did not end well')
    return { result, next, locale }
  }
}

async function exchange(search: string, { state, nonce, verifier, redirectUri, locale }: Pending): Promise<string> {
  const configuration = await oidcConfiguration()
  const tokens = await client.authorizationCodeGrant(configuration, new URL(`${redirectUri}${search}`), {
    expectedState: state,
    expectedNonce: nonce,
    pkceCodeVerifier: verifier,
    idTokenExpected: true,
  })
  const claims = tokens.claims()
  if (!claims) throw new Error('no ID token')
  // Many servers tell name and e-mail here only. The library compares `sub` with the ID token's.
  const more = configuration.serverMetadata().userinfo_endpoint
    ? await client.fetchUserInfo(configuration, tokens.access_token, claims.sub)
    : {}
  return findOrMakeAccount({ ...more, ...claims }, locale)
}

function explain(error: unknown): 'cancelled' | 'failed' | 'unreachable' {
  if (error instanceof client.AuthorizationResponseError)
    return error.error === 'access_denied' ? 'cancelled' : 'failed'
  const { code, name } = error as { code?: string; name?: string }
  if (code === 'OAUTH_TIMEOUT' || name === 'TypeError') return 'unreachable'
  return 'failed'
}

async function readPending(text: string): Promise<Pending | null> {
  try {
    const pending = pendingSchema.parse(JSON.parse(await symmetricDecrypt({ key: key(), data: text })))
    return pending.until > Date.now() ? pending : null
  } catch {
    return null
  }
}

const key = () => readSecrets().authSecret
