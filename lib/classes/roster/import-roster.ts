import type { Actor } from '#lib/access/actor.ts'
import { type PreparedAccount, prepareAccount } from '#lib/auth/accounts.ts'
import { log } from '#lib/base/log.ts'
import { db } from '#lib/db/client.ts'
import { classError } from '../class-error.ts'
import { planRoster } from './plan-roster.ts'
import type { PlannedRow, ReadRow, RosterOutcome, RosterResult, RosterRow } from './roster-row.ts'

/** A row, and what the preview said would become of it. */
export interface ConfirmedRow {
  row: RosterRow
  expected: RosterOutcome
}

interface ImportOptions {
  classId: string
  rows: ConfirmedRow[]
  /** So many of the new accounts are ready to be written. */
  onProgress?: (done: number, total: number) => void
  signal?: AbortSignal
}

/**
 * Imports what a preview has shown, all of it or nothing. Repeated, it changes nothing more: who came in the first time is in
 * already. Codes: as planRoster; class.roster-changed if a row would now become something else, class.roster-busy,
 * class.roster-stopped.
 */
export async function importRoster(actor: Actor, o: ImportOptions): Promise<RosterResult> {
  const { classId, rows, onProgress, signal } = o
  const plan = await planRoster(actor, { classId, rows: rows.map(({ row }) => row) })
  const changed = plan.filter(({ state }, index) => state !== 'member' && state !== rows[index]?.expected)
  if (changed.length > 0)
    throw classError('roster-changed', 'not what the preview said', { params: { count: changed.length } })

  const fresh = withState(plan, 'new')
  const prepared: PreparedAccount[] = []
  onProgress?.(0, fresh.length)
  for (const [index, { username, name, email }] of fresh.entries()) {
    if (signal?.aborted) throw classError('roster-stopped', 'cancelled before anything was written', { status: 499 })
    prepared.push(await prepareAccount({ username, name, email: email ?? undefined, role: 'student' }))
    onProgress?.(index + 1, fresh.length)
  }
  const joining = withState(plan, 'joins')
  await write(classId, fresh, prepared, joining)
  log.info({ by: actor.userId, class: classId, created: fresh.length, joined: joining.length }, 'roster imported')
  return {
    created: prepared.map(({ user, password }) => ({ name: user.name, username: user.username, password })),
    joined: joining.length,
    already: withState(plan, 'member').length,
  }
}

async function write(
  classId: string,
  fresh: ReadRow[],
  prepared: PreparedAccount[],
  joining: ReadRow[],
): Promise<void> {
  const roles = new Map([...fresh, ...joining].map(({ username, role }) => [username, role]))
  try {
    await db().$transaction(async (transaction) => {
      await transaction.user.createMany({ data: prepared.map(({ user }) => user) })
      await transaction.account.createMany({ data: prepared.map(({ credential }) => credential) })
      const users = await transaction.user.findMany({
        where: { username: { in: [...roles.keys()] } },
        select: { id: true, username: true },
      })
      const data = users.map(({ id, username }) => ({
        classId,
        userId: id,
        role: roles.get(username ?? '') ?? 'student',
      }))
      await transaction.classMember.createMany({ data })
    })
  } catch (error) {
    // https://www.prisma.io/docs/orm/reference/error-reference: a user name was taken, or a class deleted, while passwords were hashed.
    const code = (error as { code?: string } | null)?.code
    if (code === 'P2002' || code === 'P2003') throw classError('roster-busy', 'somebody was faster', { cause: error })
    throw error
  }
}

function withState(plan: PlannedRow[], state: RosterOutcome): ReadRow[] {
  return plan.flatMap((one) => (one.state === state ? [one.read] : []))
}
