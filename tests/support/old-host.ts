/**
 * `VIRTLAB_LAB_IMAGE=ALIAS node tests/support/old-host.ts LAB…`: gives labs that have no host yet a stopped one of that image, as after an upgrade of
 * the site's. Before a server has heard of them.
 */
import { db } from '#lib/db/client.ts'
import { incus } from '#lib/incus/client.ts'
import { imageOf, readInstance } from '#lib/incus/instances.ts'
import { createLabInstance } from '#lib/labs/lab-instance.ts'
import { readRecord } from '#lib/labs/lab-record.ts'

for (const labId of process.argv.slice(2)) {
  const { instance } = await readRecord(labId)
  await createLabInstance({ labId, name: instance, template: null })
  const image = imageOf(await readInstance(incus(), instance))
  await db().lab.update({ where: { id: labId }, data: { image, phase: JSON.stringify({ phase: 'stopped' }) } })
}
console.log('null')
incus().close()
await db().$disconnect()
