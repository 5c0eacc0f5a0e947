import { db } from '#lib/db/client.ts'
import { newJoinCode } from './class-record.ts'

const id = 'first'

/** The class of the first accounts: made once, when there are no classes yet. */
export async function ensureFirstClass(): Promise<void> {
  if ((await db().class.count()) > 0) return
  const users = await db().user.findMany()
  const members = users.map((user) => ({ userId: user.id, role: user.role === 'student' ? 'student' : 'instructor' }))
  await db().class.create({ data: { id, name: '示范班', joinCode: newJoinCode(), members: { create: members } } })
}
