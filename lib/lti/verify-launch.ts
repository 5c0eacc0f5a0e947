import { createRemoteJWKSet, jwtVerify, type JWTPayload } from 'jose'
import { singleton } from '#lib/base/singleton.ts'
import { db } from '#lib/db/client.ts'
import { type Launch, readClaims } from './claims.ts'
import { assertSameBrowser, launchLifetimeS, readState } from './launch-state.ts'
import { LaunchRefused } from './lti-error.ts'
import { findPlatform, type Platform } from './platforms.ts'

/** Clocks of two servers may differ so much. */
const skewS = 60
/** Signatures with a public key only: a token must not say that it is not signed, or that our public key is a secret. */
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512']

/**
 * Checks a launch wholly: that this browser began it here, the platform's signature, issuer, audience, time, nonce (once), deployment,
 * kind and version. `cookie` reads one of the browser's. Refuses with LaunchRefused.
 * https://www.imsglobal.org/spec/security/v1p0/#authentication-response-validation
 */
export async function verifyLaunch(o: {
  idToken: string
  state: string
  cookie: (name: string) => string | undefined
}): Promise<{ platform: Platform; launch: Launch }> {
  const state = await readState(o.state)
  assertSameBrowser(state, o.cookie(state.cookieName))
  const platform = await findPlatform(state.platformId)
  if (!platform) throw new LaunchRefused('unknown-platform', 'the platform was removed meanwhile')
  const payload = await verifyToken(o.idToken, platform)
  if (payload.nonce !== state.nonce) throw new LaunchRefused('bad-token', 'another nonce')
  const launch = readClaims(payload, platform.deployments)
  await useNonce(state.nonce)
  return { platform, launch }
}

async function verifyToken(idToken: string, { issuer, clientId, jwksUrl }: Platform): Promise<JWTPayload> {
  const { payload } = await jwtVerify(idToken, platformKeys(jwksUrl), {
    issuer,
    audience: clientId,
    algorithms,
    clockTolerance: skewS,
    maxTokenAge: launchLifetimeS,
    requiredClaims: ['exp', 'iat', 'nonce'],
  }).catch((error: unknown) => {
    throw refusalOf(error)
  })
  const many = Array.isArray(payload.aud) && payload.aud.length > 1
  if ((many || payload.azp !== undefined) && payload.azp !== clientId)
    throw new LaunchRefused('bad-token', 'for another party')
  return payload
}

function refusalOf(error: unknown): LaunchRefused {
  const code = (error as { code?: string }).code ?? ''
  if (code === 'ERR_JWT_EXPIRED') return new LaunchRefused('expired', 'the token has expired', error)
  // jose says no more of a key set that is answered with a failure; what is not jose's is the network's.
  const ofKeys =
    ['ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID', 'ERR_JOSE_GENERIC'].includes(code) || !code.startsWith('ERR_J')
  return ofKeys
    ? new LaunchRefused('platform-unreachable', 'the platform’s keys cannot be read', error)
    : new LaunchRefused('bad-token', 'the token does not hold', error)
}

/** The platform's public keys, kept ten minutes; an unknown key id makes it ask again, at most twice a minute. */
function platformKeys(jwksUrl: string): ReturnType<typeof createRemoteJWKSet> {
  const known = singleton('lti-platform-keys', () => new Map<string, ReturnType<typeof createRemoteJWKSet>>())
  const keys = known.get(jwksUrl) ?? createRemoteJWKSet(new URL(jwksUrl), { timeoutDuration: 5_000 })
  known.set(jwksUrl, keys)
  return keys
}

/** Last of all, so that what does not hold uses nothing up. The database decides between two at once. */
async function useNonce(nonce: string): Promise<void> {
  await db().ltiNonce.deleteMany({ where: { expiresAt: { lt: new Date() } } })
  const expiresAt = new Date(Date.now() + 2 * launchLifetimeS * 1000)
  await db()
    .ltiNonce.create({ data: { nonce, expiresAt } })
    .catch((error: unknown) => {
      if ((error as { code?: string }).code === 'P2002') throw new LaunchRefused('used', 'the launch came already')
      throw error
    })
}
