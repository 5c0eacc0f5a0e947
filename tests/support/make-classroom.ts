/**
 * `node tests/support/make-classroom.ts NAME`: two classes, `<NAME> 1` and `<NAME> 2`, with somebody of each role, signed in, as JSON on stdout.
 */
import { randomBytes } from 'node:crypto'
import type { ClassRole, Role } from '#lib/access/actor.ts'
import { putMember } from '#lib/classes/members.ts'
import { db } from '#lib/db/client.ts'
import { courseId } from '#lib/labs/course.ts'
import { findOrCreateRecord } from '#lib/labs/lab-record.ts'
import { signInBrowser } from './socket-site.ts'

const name = process.argv[2] ?? ''

const people: [who: string, role: Role, group: 1 | 2 | null, as: ClassRole | null][] = [
  ['student', 'student', 1, 'student'],
  ['classmate', 'student', 1, 'student'],
  ['stranger', 'student', 2, 'student'],
  ['assistant', 'student', 1, 'assistant'],
  ['instructor', 'instructor', 1, 'instructor'],
  ['otherInstructor', 'instructor', 2, 'instructor'],
  ['admin', 'admin', null, null],
]

const classes: string[] = []
for (const number of [1, 2]) {
  const id = randomBytes(6).toString('hex')
  await db().class.create({ data: { id, name: `${name} ${number}` } })
  classes.push(id)
}
const accounts: Record<string, { username: string; cookie: string; userId: string; labId: string | null }> = {}
for (const [who, role, group, as] of people) {
  const username = `${name}-${who.toLowerCase()}`
  const { userId, cookie } = await signInBrowser(username, role)
  if (group && as) await putMember({ classId: classes[group - 1] ?? '', userId, role: as })
  const lab = as === 'student' ? await findOrCreateRecord({ studentId: userId, courseId }) : null
  accounts[who] = { username, cookie, userId, labId: lab?.id ?? null }
}
const exported = {
  id: randomBytes(8).toString('hex'),
  classId: classes[0] ?? '',
  studentId: accounts.student?.userId ?? '',
}
await db().labExport.create({ data: { ...exported, state: 'ready' } })
console.log(JSON.stringify({ exportId: exported.id, classId: classes[0], otherClassId: classes[1], accounts }))
await db().$disconnect()
