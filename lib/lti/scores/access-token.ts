import { randomUUID } from 'node:crypto'
import { SignJWT } from 'jose'
import { z } from 'zod'
import { singleton } from '#lib/base/singleton.ts'
import { scoreScope } from '../claims.ts'
import type { Platform } from '../platforms.ts'
import { toolKey } from '../tool-key.ts'
import { callPlatform, ScoreNotSent } from './call-platform.ts'

interface Token {
  text: string
  until: number
}

const schema = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().positive().default(60) })

const tokens = () => singleton('lti-tokens', () => new Map<string, Token>())
const keyOf = ({ tokenUrl, clientId }: Platform) => `${clientId} ${tokenUrl}`

/**
 * The platform's permission to send scores; kept until shortly before it ends. Rejects with ScoreNotSent.
 * https://www.imsglobal.org/spec/security/v1p0/#using-json-web-tokens-with-oauth-2-0-client-credentials-grant
 */
export async function accessToken(platform: Platform): Promise<string> {
  const known = tokens().get(keyOf(platform))
  if (known && known.until > Date.now()) return known.text
  const { tokenUrl } = platform
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: await clientAssertion(platform),
    scope: scoreScope,
  })
  const response = await callPlatform(tokenUrl, { method: 'POST', body })
  if (!response.ok) throw new ScoreNotSent('token', response.status)
  const parsed = schema.safeParse(await response.json().catch(() => null))
  if (!parsed.success) throw new ScoreNotSent('token', response.status)
  const { access_token: text, expires_in } = parsed.data
  tokens().set(keyOf(platform), { text, until: Date.now() + (expires_in - 10) * 1000 })
  return text
}

export function forgetToken(platform: Platform): void {
  tokens().delete(keyOf(platform))
}

async function clientAssertion({ clientId, tokenUrl }: Platform): Promise<string> {
  const { kid, privateKey } = await toolKey()
  return new SignJWT()
    .setProtectedHeader({ alg: 'RS256', kid, typ: 'JWT' })
    .setIssuer(clientId)
    .setSubject(clientId)
    .setAudience(tokenUrl)
    .setIssuedAt()
    .setExpirationTime('5m')
    .setJti(randomUUID())
    .sign(privateKey)
}
