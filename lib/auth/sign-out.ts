import { auth } from './auth.ts'
import { announceEnd } from './session-ends.ts'
import { readAccountSession } from './session.ts'

/** Ends the session of the request: here, in the database, and in what other tabs have open by it. */
export async function signOut(headers: Headers): Promise<void> {
  const session = await readAccountSession(headers)
  await auth().api.signOut({ headers })
  if (session) announceEnd(session.sessionId)
}
