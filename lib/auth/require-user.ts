import { headers } from 'next/headers.js'
import { cache } from 'react'
import type { Actor } from '../access/actor.ts'
import { noteInLog } from '../base/log-context.ts'
import { VirtLabError } from '../base/error.ts'
import { type AccountSession, readAccountSession, type SignedIn } from './session.ts'

/** The session for the account page, where one who must change the password may be. Read once per request. */
export const currentAccountSession = cache(
  async (): Promise<AccountSession | null> => readAccountSession(await headers()),
)

/** The session of the page or action being served; null if nobody is signed in, or the password must be changed first. */
export async function currentSession(): Promise<SignedIn | null> {
  const session = await currentAccountSession()
  return session && !session.mustChangePassword ? session : null
}

/** Who acts. Throws `auth.signed-out` (401), `auth.must-change-password` (401). For server actions and routes; pages redirect instead. */
export async function requireUser(): Promise<Actor> {
  return (await requireSession()).actor
}

export async function requireSession(): Promise<SignedIn> {
  const session = await requireAccountSession()
  if (!session.mustChangePassword) {
    noteInLog({ user: session.actor.userId })
    return session
  }
  throw new VirtLabError({
    code: 'auth.must-change-password',
    message: 'the password is still the one that staff made up',
    status: 401,
  })
}

/** For what the account page does. Throws `auth.signed-out` (401). */
export async function requireAccountSession(): Promise<AccountSession> {
  const session = await currentAccountSession()
  if (session) return session
  throw new VirtLabError({ code: 'auth.signed-out', message: 'no session', status: 401 })
}
