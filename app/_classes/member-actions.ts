'use server'

import { z } from 'zod'
import { changeMemberRole, type Membership, removeMembers, restoreMembers } from '#lib/classes/members.ts'
import { resetStudentPassword } from '#lib/classes/reset-password.ts'
import { importRoster } from '#lib/classes/roster/import-roster.ts'
import { planRoster } from '#lib/classes/roster/plan-roster.ts'
import type { PlannedRow, RosterResult, RosterRow } from '#lib/classes/roster/roster-row.ts'
import { type Answer, classAction } from './class-action.ts'
import { rosterRowsSchema } from './roster-schema.ts'

const id = z.string().min(1).max(64)
const role = z.enum(['student', 'assistant', 'instructor'])
const cell = z.string().max(200)

export async function planRosterAction(input: { classId: string; rows: RosterRow[] }): Promise<Answer<PlannedRow[]>> {
  const schema = z.object({ classId: id, rows: rosterRowsSchema })
  return classAction('a roster was not read', schema, input, planRoster)
}

export interface NewPerson {
  classId: string
  name: string
  username: string
  role: string
  /** The account that there is already was shown, and is meant. */
  confirmed: boolean
}

/** A roster of one row. What becomes of it is answered if that is not to make an account, or not yet confirmed. */
export async function addPersonAction(
  input: NewPerson,
): Promise<Answer<{ plan: PlannedRow } | { result: RosterResult }>> {
  const schema = z.object({ classId: id, name: cell, username: cell, role, confirmed: z.boolean() })
  return classAction('nobody was added', schema, input, async (actor, { classId, confirmed, ...person }) => {
    const row = { line: 1, email: '', ...person }
    const [plan] = await planRoster(actor, { classId, rows: [row] })
    const goesOn = plan && (plan.state === 'new' || (plan.state === 'joins' && confirmed))
    if (!goesOn) return { plan: plan as PlannedRow }
    return { result: await importRoster(actor, { classId, rows: [{ row, expected: plan.state }] }) }
  })
}

export async function changeMemberRoleAction(input: { classId: string; userId: string; role: string }) {
  const schema = z.object({ classId: id, userId: id, role })
  return classAction('a role was not changed', schema, input, changeMemberRole)
}

export async function removeMembersAction(input: {
  classId: string
  userIds: string[]
}): Promise<Answer<Membership[]>> {
  const schema = z.object({ classId: id, userIds: z.array(id).min(1).max(1_000) })
  return classAction('nobody was removed', schema, input, removeMembers)
}

export async function restoreMembersAction(input: { classId: string; members: Membership[] }): Promise<Answer<void>> {
  const member = z.object({ userId: id, role, joinedAt: z.date() })
  const schema = z.object({ classId: id, members: z.array(member).min(1).max(1_000) })
  return classAction('nobody was put back', schema, input, restoreMembers)
}

export async function resetPasswordAction(input: { classId: string; studentId: string }): Promise<Answer<string>> {
  const schema = z.object({ classId: id, studentId: id })
  return classAction('a password was not reset', schema, input, resetStudentPassword)
}
