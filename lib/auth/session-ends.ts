import type { Dispose } from '../base/dispose.ts'
import { singleton } from '../base/singleton.ts'
import { db } from '../db/client.ts'

const waiting = () => singleton('session-ends', () => new Map<string, Set<() => void>>())

/** Calls `act` when the session is ended by somebody: signing out, a new password, a disabled account. What it opened closes then. */
export function whenSessionEnds(sessionId: string, act: () => void): Dispose {
  const acts = waiting().get(sessionId) ?? new Set()
  waiting().set(sessionId, acts.add(act))
  return () => {
    acts.delete(act)
    if (acts.size === 0) waiting().delete(sessionId)
  }
}

/** Ends the sessions of an account, all `except` one. */
export async function endSessions(o: { userId: string; except?: string }): Promise<void> {
  const { userId, except } = o
  const sessions = await db().session.findMany({ where: { userId, id: { not: except } }, select: { id: true } })
  const ids = sessions.map(({ id }) => id)
  await db().session.deleteMany({ where: { id: { in: ids } } })
  for (const id of ids) announceEnd(id)
}

/** For whom has deleted the session already. */
export function announceEnd(sessionId: string): void {
  for (const act of [...(waiting().get(sessionId) ?? [])]) act()
}
