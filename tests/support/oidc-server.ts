import http from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'

export const oidcClient = { id: 'virtlab', secret: 'a secret between the two servers' }

/**
 * A real OpenID Connect server with its own pages for signing in (any password does): http://127.0.0.1:…, another site than
 * localhost. `serve` lets clients come back to `redirectUri`; who they are, `people` says by the name that they type.
 */
export async function startOidcServer(people: Record<string, Record<string, unknown>>) {
  const server = http.createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    issuer,
    serve(redirectUri: string): void {
      const provider = new Provider(issuer, {
        clients: [{ client_id: oidcClient.id, client_secret: oidcClient.secret, redirect_uris: [redirectUri] }],
        claims: {
          openid: ['sub'],
          profile: ['name', 'preferred_username'],
          email: ['email', 'email_verified'],
          roles: ['roles'],
        },
        findAccount: (_context, sub) => ({ accountId: sub, claims: () => ({ sub, ...people[sub] }) }),
        // Their users have agreed once for all.
        async loadExistingGrant({ oidc }) {
          const grant = new provider.Grant({ accountId: oidc.session?.accountId, clientId: oidc.client?.clientId })
          grant.addOIDCScope('openid profile email')
          await grant.save()
          return grant
        },
        pkce: { required: () => true },
        cookies: { keys: ['test'] },
      })
      server.on('request', provider.callback())
    },
    async close(): Promise<void> {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
