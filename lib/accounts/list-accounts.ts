import type { Actor, ClassRole, Role } from '#lib/access/actor.ts'
import { assertCan } from '#lib/access/assert-can.ts'
import { db } from '#lib/db/client.ts'

export interface AccountRow {
  id: string
  name: string
  username: string | null
  role: Role
  disabled: boolean
  lastSeenAt: Date | null
  classes: { id: string; name: string; role: ClassRole }[]
}

export const pageSize = 100

/** Everybody's accounts by name, those whose name or user name contains `search`; at most a page of them. Code: access.forbidden. */
export async function listAccounts(actor: Actor, search: string): Promise<{ accounts: AccountRow[]; total: number }> {
  assertCan(actor, 'view', { kind: 'site' })
  // SQLite's LIKE, which takes ASCII letters of either case for the same.
  const where = search ? { OR: [{ name: { contains: search } }, { username: { contains: search } }] } : {}
  const include = { classes: { include: { class: { select: { name: true } } } } }
  const [users, total] = await Promise.all([
    db().user.findMany({ where, include, orderBy: [{ name: 'asc' }, { id: 'asc' }], take: pageSize }),
    db().user.count({ where }),
  ])
  const accounts = users.map(({ id, name, username, role, disabledAt, lastSeenAt, classes }) => ({
    id,
    name,
    username,
    role: role as Role,
    disabled: disabledAt !== null,
    lastSeenAt,
    classes: classes.map((one) => ({ id: one.classId, name: one.class.name, role: one.role as ClassRole })),
  }))
  return { accounts, total }
}
