import { afterAll, beforeAll, expect, test, vi } from 'vitest'

const site = await vi.hoisted(async () => (await import('#lib/labs/test-site.ts')).makeTestSite())

const { db } = await import('#lib/db/client.ts')
const { incus } = await import('#lib/incus/client.ts')
const { createInstance, findInstance, removeInstance } = await import('#lib/incus/instances.ts')
const { createSnapshot, listSnapshots } = await import('#lib/incus/snapshots.ts')
const { readDeploymentId } = await import('#lib/labs/deployment-id.ts')
const { findGarbage } = await import('#lib/labs/gc.ts')
const { configKeys, createLabInstance, labImage, labProfile } = await import('#lib/labs/lab-instance.ts')
const { findOrCreateLab } = await import('#lib/labs/lab-service.ts')

const hours = 3_600_000
let instance: string
let orphan: string

beforeAll(async () => {
  const lab = await findOrCreateLab({ studentId: await site.addStudent(), courseId: 'c' })
  instance = lab.instance
  await createLabInstance({ labId: lab.id, name: instance, template: null })
  orphan = `vl-${await readDeploymentId()}-gone`
  const config = { [configKeys.deployment]: await readDeploymentId() }
  const source = { image: await labImage() }
  await createInstance(incus(), { name: orphan, source, profiles: [labProfile], config, devices: {} })
  await createSnapshot(incus(), instance, 'virtlab-export')
}, 60_000)
afterAll(async () => {
  await removeInstance(incus(), orphan)
  await site.remove()
}, 60_000)

const own = async (now: number) =>
  (await findGarbage(now)).filter(
    ({ kind, name }) => kind === 'rows' || [instance, orphan].some((one) => name.includes(one)),
  )

test('a host that no lab knows goes when it is not just being made; labs, and who is signed in, stay', async () => {
  const user = await db().user.findFirstOrThrow()
  const session = (id: string, expiresAt: Date) => ({ id, token: id, expiresAt, userId: user.id })
  await db().session.createMany({
    data: [session('old', new Date(Date.now() - hours)), session('new', new Date(Date.now() + 24 * hours))],
  })
  // The host is as young as one that the site is making.
  expect((await own(Date.now())).map(({ name }) => name)).toEqual([`${instance}/virtlab-export`, '1 × sessions'])
  const garbage = await own(Date.now() + 2 * hours)
  expect(garbage.map(({ kind }) => kind)).toEqual(['host', 'snapshot', 'rows'])
  expect(garbage[0]).toMatchObject({ name: orphan })
  for (const { remove } of garbage) await remove()
  expect(await findInstance(incus(), orphan)).toBeNull()
  expect(await findInstance(incus(), instance)).not.toBeNull()
  expect(await listSnapshots(incus(), instance)).toEqual([])
  expect(await db().session.count()).toBe(1)
  expect(await own(Date.now() + 2 * hours)).toEqual([])
}, 60_000)
