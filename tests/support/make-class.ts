/** `node tests/support/make-class.ts NAME`: a class that can be joined, and an administrator, as JSON on stdout. */
import { createAccount } from '#lib/auth/accounts.ts'
import { createClass } from '#lib/classes/class-record.ts'
import { db } from '#lib/db/client.ts'

const name = process.argv[2] ?? ''
const username = `${name}-admin`
const { userId, password } = await createAccount({ username, role: 'admin', password: crypto.randomUUID() })
const { id, joinCode } = await createClass({ userId, role: 'admin', name, locale: 'en' }, { name })
console.log(JSON.stringify({ classId: id, code: joinCode, admin: { username, password } }))
await db().$disconnect()
