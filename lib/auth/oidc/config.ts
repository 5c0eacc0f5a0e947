import { readFileSync } from 'node:fs'
import * as client from 'openid-client'
import { env } from '../../base/env.ts'
import { singleton } from '../../base/singleton.ts'

/** How the sign-in page calls the other server; null if there is none. */
export function singleSignOn(): { name: string } | null {
  return env.oidc && { name: env.oidc.name }
}

/**
 * The other server as it describes itself (…/.well-known/openid-configuration). Read at the first sign-in, and again after
 * a failure, so that this one may start before that one. Rejects when it cannot be reached.
 */
export function oidcConfiguration(): Promise<client.Configuration> {
  const cache = singleton('oidc', (): { found: Promise<client.Configuration> | null } => ({ found: null }))
  cache.found ??= discover().catch((error: unknown) => {
    cache.found = null
    throw error
  })
  return cache.found
}

async function discover(): Promise<client.Configuration> {
  if (!env.oidc) throw new Error('VIRTLAB_OIDC_ISSUER and VIRTLAB_OIDC_CLIENT_ID are not set')
  const { issuer, clientId, clientSecret, clientSecretFile } = env.oidc
  const secret = clientSecretFile ? readFileSync(clientSecretFile, 'utf8').trim() : clientSecret
  const server = new URL(issuer)
  // Beyond this machine the answers are only worth something over TLS.
  const own = ['localhost', '127.0.0.1', '[::1]'].includes(server.hostname)
  const execute = [client.enableNonRepudiationChecks, ...(own ? [client.allowInsecureRequests] : [])]
  const authentication = secret ? client.ClientSecretBasic(secret) : client.None()
  return client.discovery(server, clientId, undefined, authentication, { execute, timeout: 10 })
}
