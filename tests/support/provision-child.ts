/** `node tests/support/provision-child.ts CLASS TEACHER`: begins to give the class its labs, and prints the states until it is killed. */
import { provisioner } from '#lib/labs/provision/provisioner.ts'
import { beginProvisioning } from '#lib/labs/provision/provision-class.ts'

const [classId = '', userId = ''] = process.argv.slice(2)
provisioner().onChange(classId, ({ labs }) => console.log(labs.map(({ state }) => state).join(' ')))
await beginProvisioning({
  actor: { userId, role: 'instructor', name: userId, locale: 'en' },
  classId,
  start: 'plain',
})
// A server goes on until it is ended.
setInterval(() => {}, 60_000)
