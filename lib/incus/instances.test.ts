import { afterAll, expect, test } from 'vitest'
import { env } from '#lib/base/env.ts'
import { IncusClient, incus } from './client.ts'
import { findImage } from './images.ts'
import {
  createInstance,
  findInstance,
  listInstances,
  readInstance,
  removeInstance,
  setInstanceConfig,
  startInstance,
  stopInstance,
} from './instances.ts'
import { type LifecycleEvent, watchLifecycle } from './lifecycle-events.ts'
import { createSnapshot, deleteSnapshot, listSnapshots, restoreSnapshot } from './snapshots.ts'

const client = incus()
const name = `t-labs-i${process.pid}`
const spec = async () => {
  const image = (await findImage(client, env.labImage)) ?? ''
  return { name, source: { image }, profiles: ['virtlab-lab'], config: { 'user.virtlab.test': name }, devices: {} }
}

afterAll(() => removeInstance(client, name), 30_000)

test('the life of an instance, and its events', async () => {
  const seen: string[] = []
  let notify = () => {}
  const saw = async (action: LifecycleEvent['action']) => {
    while (!seen.includes(action)) await new Promise<void>((resolve) => (notify = resolve))
  }
  const connected = Promise.withResolvers<void>()
  const dispose = watchLifecycle(client, {
    onConnected: connected.resolve,
    onEvent: ({ action, instance }) => {
      if (instance === name) seen.push(action)
      notify()
    },
  })
  await connected.promise

  await createInstance(client, await spec())
  await expect(createInstance(client, await spec())).rejects.toMatchObject({ code: 'incus.already-exists' })
  expect(await readInstance(client, name)).toMatchObject({ name, running: false })
  await startInstance(client, name)
  await saw('instance-started')
  expect((await listInstances(client, 'user.virtlab.test', name)).map((one) => one.name)).toEqual([name])

  await setInstanceConfig(client, name, { 'user.virtlab.more': 'yes' })
  const { config } = await readInstance(client, name)
  expect(config).toMatchObject({ 'user.virtlab.test': name, 'user.virtlab.more': 'yes' })

  await client.run(name, ['touch', '/root/before'])
  await createSnapshot(client, name, 'one')
  await client.run(name, ['touch', '/root/after'])
  expect(await listSnapshots(client, name)).toEqual(['one'])
  await restoreSnapshot(client, name, 'one')
  expect((await client.run(name, ['ls', '/root'])).stdout).toBe('before\n')
  await deleteSnapshot(client, name, 'one')
  expect(await listSnapshots(client, name)).toEqual([])

  await stopInstance(client, name, { force: true })
  await saw('instance-stopped')
  await startInstance(client, name)
  await removeInstance(client, name)
  await saw('instance-deleted')
  expect(await findInstance(client, name)).toBeNull()
  await dispose()
}, 60_000)

test('what is not there', async () => {
  expect(await findImage(client, 't-labs-none')).toBeNull()
  await expect(startInstance(client, 't-labs-none')).rejects.toMatchObject({ code: 'incus.404' })
  await removeInstance(client, 't-labs-none')
  const elsewhere = new IncusClient({ socketPath: '/nowhere/unix.socket' })
  await expect(elsewhere.request('GET', '/1.0')).rejects.toMatchObject({ code: 'incus.unreachable', status: 503 })
  await expect(elsewhere.openSocket({ path: '/1.0/events', answerPings: true })).rejects.toMatchObject({
    code: 'incus.unreachable',
  })
})
