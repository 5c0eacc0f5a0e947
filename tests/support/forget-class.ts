/** `node tests/support/forget-class.ts NAME`: deletes the class NAME with its accounts and their lab hosts. */
import { db } from '#lib/db/client.ts'
import { incus } from '#lib/incus/client.ts'
import { removeInstance } from '#lib/incus/instances.ts'

const name = process.argv[2] ?? ''
const member = { classes: { some: { class: { name } } } }
for (const { instance } of await db().lab.findMany({ where: { student: member } }))
  await removeInstance(incus(), instance)
await db().user.deleteMany({ where: member })
await db().class.deleteMany({ where: { name } })
console.log('{}')
await db().$disconnect()
