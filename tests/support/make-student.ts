/** `node tests/support/make-student.ts NAME`: a student with a lab record of their own, as JSON on stdout. */
import { ensureAccount } from '#lib/auth/accounts.ts'
import { db } from '#lib/db/client.ts'
import { courseId } from '#lib/labs/course.ts'
import { findOrCreateRecord } from '#lib/labs/lab-record.ts'

const username = process.argv[2] ?? ''
const password = crypto.randomUUID()
await ensureAccount({ username, password, role: 'student' })
const { id: studentId } = await db().user.findUniqueOrThrow({ where: { username } })
const { id: labId, instance } = await findOrCreateRecord({ studentId, courseId })
console.log(JSON.stringify({ username, password, studentId, labId, instance }))
await db().$disconnect()
