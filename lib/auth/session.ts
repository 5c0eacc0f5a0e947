import type { IncomingMessage } from 'node:http'
import type { Actor, Role } from '../access/actor.ts'
import { db } from '../db/client.ts'
import { log } from '../base/log.ts'
import { auth } from './auth.ts'

/** Who is signed in, and by which session. */
export interface SignedIn {
  actor: Actor
  sessionId: string
}

export interface AccountSession extends SignedIn {
  mustChangePassword: boolean
}

const seenEveryMs = 60_000

/**
 * Reads the session cookie; null if nobody is signed in. Somebody who still has the password that staff made up is nobody
 * either: that is the one place where pages, actions, routes and sockets are kept from them.
 */
export async function readSession(headers: Headers): Promise<SignedIn | null> {
  const session = await readAccountSession(headers)
  if (!session || session.mustChangePassword) return null
  return { actor: session.actor, sessionId: session.sessionId }
}

/** The same, one who must change the password included: for the account page only. */
export async function readAccountSession(headers: Headers): Promise<AccountSession | null> {
  if (!headers.has('cookie')) return null
  const found = await auth().api.getSession({ headers })
  if (!found || found.user.disabledAt) return null
  const { user, session } = found
  noteSeen(user)
  const locale = user.locale === 'en' ? 'en' : 'zh'
  return {
    actor: { userId: user.id, role: user.role as Role, name: user.name, locale },
    sessionId: session.id,
    mustChangePassword: user.mustChangePassword === true,
  }
}

function noteSeen({ id, lastSeenAt }: { id: string; lastSeenAt?: Date | null }): void {
  const now = new Date()
  if (lastSeenAt && now.getTime() - lastSeenAt.getTime() < seenEveryMs) return
  const failed = (error: unknown) => log.warn({ err: error, user: id }, 'not noted when an account was last seen')
  db()
    .user.updateMany({ where: { id }, data: { lastSeenAt: now } })
    .catch(failed)
}

/** The same for a request of Node's own server, such as a WebSocket upgrade. */
export async function sessionFromRequest(request: IncomingMessage): Promise<SignedIn | null> {
  const cookie = request.headers.cookie
  return cookie ? readSession(new Headers({ cookie })) : null
}

export async function actorFromRequest(request: IncomingMessage): Promise<Actor | null> {
  return (await sessionFromRequest(request))?.actor ?? null
}
