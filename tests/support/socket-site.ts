import http from 'node:http'
import type { AddressInfo } from 'node:net'
import WebSocket from 'ws'
import type { Role } from '#lib/access/actor.ts'
import { ensureAccount } from '#lib/auth/accounts.ts'
import { auth } from '#lib/auth/auth.ts'
import { sessionFromRequest } from '#lib/auth/session.ts'
import { env } from '#lib/base/env.ts'
import { handlers } from '#lib/gateway/handlers.ts'
import { SocketGate } from '#lib/gateway/upgrade.ts'

export const ownOrigin = `http://localhost:${env.port}`

export interface SignedInBrowser {
  cookie: string
  userId: string
  sessionId: string
}

/** The site's sockets without its pages: the real gate and handlers on a port of their own. */
export async function startSocketSite() {
  const gate = new SocketGate(handlers)
  const server = http.createServer((_request, response) => void response.writeHead(404).end())
  server.on('upgrade', (request, socket, head) => gate.handle(request, socket, head) || socket.destroy())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    /** A socket, however it ends: awaited by `opened` or `refusal`. */
    connect(path: string, { cookie, origin = ownOrigin }: { cookie?: string; origin?: string | null } = {}): WebSocket {
      const headers = { ...(cookie ? { cookie } : {}), ...(origin ? { origin } : {}) }
      return new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers })
    },
    /** For a browser in a process of its own. */
    addressOf: (path: string) => ({ url: `ws://127.0.0.1:${port}${path}`, origin: ownOrigin }),
    async close() {
      await gate.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Makes an account and signs it in, as the sign-in page does. */
export async function signInBrowser(username: string, role: Role): Promise<SignedInBrowser> {
  const password = `pass-${username}-0123`
  await ensureAccount({ username, password, role })
  const { headers } = await auth().api.signInUsername({ body: { username, password }, returnHeaders: true })
  const cookie = headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  const session = await sessionFromRequest({ headers: { cookie } } as http.IncomingMessage)
  if (!session) throw new Error('the sign-in made no session')
  return { cookie, userId: session.actor.userId, sessionId: session.sessionId }
}

/** The HTTP status that an upgrade was answered with: 101 if it was let in. */
export function upgradeStatus(socket: WebSocket): Promise<number> {
  return new Promise((resolve, reject) => {
    socket.once('open', () => {
      resolve(101)
      socket.terminate()
    })
    socket.once('unexpected-response', (_request, response) => {
      resolve(response.statusCode ?? 0)
      response.destroy()
    })
    socket.once('error', reject)
  })
}
