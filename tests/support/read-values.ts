/** `node tests/support/read-values.ts USERNAME LESSON`: the values of the lesson's variables in the student’s present attempt, as a page shows them, as JSON. */
import { db } from '#lib/db/client.ts'
import { readAttempt } from '#lib/grading/attempts.ts'

const [username = '', lesson = ''] = process.argv.slice(2)
const { id: studentId } = await db().user.findUniqueOrThrow({ where: { username } })
const { values } = await readAttempt({ studentId, lesson })
const texts = Object.entries(values).map(([name, value]) => [name, String(value)])
console.log(JSON.stringify(Object.fromEntries(texts)))
await db().$disconnect()
