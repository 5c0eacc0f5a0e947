import type { Actor, ClassRole } from '#lib/access/actor.ts'
import { db } from '#lib/db/client.ts'
import { classError } from '../class-error.ts'
import { requireClass } from '../class-record.ts'
import { isStaffAccount } from '../staff-account.ts'
import { readRows, rosterProblem } from './read-rows.ts'
import { type PlannedRow, type ReadRow, rosterLimit, type RosterProblem, type RosterRow } from './roster-row.ts'

/** What importing would do with each row. Nothing is written. Codes: as requireClass; class.roster-size (413). */
export async function planRoster(actor: Actor, o: { classId: string; rows: RosterRow[] }): Promise<PlannedRow[]> {
  const { classId, rows } = o
  await requireClass({ actor, classId, verb: 'manage' })
  if (rows.length > rosterLimit)
    throw classError('roster-size', `${rows.length} rows`, {
      status: 413,
      params: { most: rosterLimit, count: rows.length },
    })
  const readings = readRows(rows)
  const accounts = await findAccounts(
    classId,
    readings.flatMap((one) => ('read' in one ? [one.read] : [])),
  )
  return readings.map((one) => ('read' in one ? planRow(one.row, one.read, accounts) : { ...one, state: 'error' }))
}

interface Account {
  id: string
  name: string
  username: string | null
  email: string
  role: string
  disabledAt: Date | null
  classes: { role: string }[]
}

interface Accounts {
  byUsername: Map<string | null, Account>
  byEmail: Map<string, Account>
}

async function findAccounts(classId: string, rows: ReadRow[]): Promise<Accounts> {
  const usernames = rows.map(({ username }) => username)
  const emails = rows.flatMap(({ username, email }) => [email ?? [], `${username}@virtlab.local`].flat())
  const users: Account[] = await db().user.findMany({
    where: { OR: [{ username: { in: usernames } }, { email: { in: emails } }] },
    include: { classes: { where: { classId }, select: { role: true } } },
  })
  return {
    byUsername: new Map(users.map((user) => [user.username, user])),
    byEmail: new Map(users.map((user) => [user.email, user])),
  }
}

function planRow(row: RosterRow, read: ReadRow, { byUsername, byEmail }: Accounts): PlannedRow {
  const error = (problem: RosterProblem): PlannedRow => ({ row, state: 'error', problem })
  const account = byUsername.get(read.username)
  if (!account) {
    const other = byEmail.get(read.email ?? `${read.username}@virtlab.local`)
    if (other) return error(rosterProblem('email', 'taken', { username: other.username ?? other.name }))
    return read.name === '' ? error(rosterProblem('name', 'missing')) : { row, state: 'new', read, account: null }
  }
  const member = account.classes[0]
  const known = { name: account.name, role: (member?.role as ClassRole | undefined) ?? null }
  if (member) return { row, state: 'member', read, account: known }
  if (isStaffAccount(account, read.role)) return error(rosterProblem('username', 'staff'))
  if (account.disabledAt) return error(rosterProblem('username', 'disabled'))
  return { row, state: 'joins', read, account: known }
}
