/** `node tests/support/make-help-class.ts NAME`: a class with an instructor and two students, as JSON on stdout. */
import { randomBytes } from 'node:crypto'
import { ensureAccount } from '#lib/auth/accounts.ts'
import { putMember } from '#lib/classes/members.ts'
import { db } from '#lib/db/client.ts'
import { courseId } from '#lib/labs/course.ts'
import { findOrCreateRecord } from '#lib/labs/lab-record.ts'

const name = process.argv[2] ?? ''
const classId = randomBytes(6).toString('hex')
await db().class.create({ data: { id: classId, name } })

async function addPerson(who: string, role: 'instructor' | 'student') {
  const [username, password] = [`${name}-${who}`, crypto.randomUUID()]
  await ensureAccount({ username, password, role })
  const { id: studentId } = await db().user.findUniqueOrThrow({ where: { username } })
  await putMember({ classId, userId: studentId, role })
  const { id: labId, instance } = await findOrCreateRecord({ studentId, courseId })
  return { username, password, studentId, labId, instance }
}

const [teacher, ann, ben] = [
  await addPerson('teacher', 'instructor'),
  await addPerson('ann', 'student'),
  await addPerson('ben', 'student'),
]
console.log(JSON.stringify({ classId, teacher, ann, ben }))
await db().$disconnect()
