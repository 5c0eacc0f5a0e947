import { execFileSync } from 'node:child_process'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { db } from '#lib/db/client.ts'
import type { LabPhase } from '#lib/gateway/protocol.ts'
import { incus } from '#lib/incus/client.ts'
import { imageOf, listInstances, readInstance, stopInstance } from '#lib/incus/instances.ts'
import { SecondImage } from '#tests/support/second-image.ts'
import { readDeploymentId } from './deployment-id.ts'
import { configKeys, ownedSince } from './lab-instance.ts'
import { closeLabHosts } from './lab-host.ts'
import { readRecord } from './lab-record.ts'
import { deleteLab, findOrCreateLab, jumpLab, readPhase, startLab } from './lab-service.ts'
import { closeLiveModels } from './live/live-models.ts'
import { reconcileLabs } from './reconcile-labs.ts'
import { keepWarmPool } from './warm-pool.ts'

const size = 2
const site = await vi.hoisted(async () => {
  process.env.VIRTLAB_WARM_POOL = '2'
  process.env.VIRTLAB_LAB_IMAGE = `vl-pool-image-${process.pid}`
  return (await import('./test-site.ts')).makeTestSite()
})

/** The first lesson's: what the pool holds before anybody asked. */
const start = '01-overview'

async function ours() {
  return listInstances(incus(), configKeys.deployment, await readDeploymentId())
}

async function warmNames(): Promise<string[]> {
  return (await ours()).filter(({ config }) => config[configKeys.warm]).map(({ name }) => name)
}

const filled = (without: string[] = []) =>
  vi.waitFor(
    async () => {
      const names = await warmNames()
      expect(names.filter((name) => !without.includes(name))).toHaveLength(size)
      return names
    },
    { timeout: 120_000, interval: 200 },
  )

async function newLab() {
  return findOrCreateLab({ studentId: await site.addStudent(), courseId: 'c' })
}

async function inLab(labId: string, ...command: string[]) {
  return incus().run((await readRecord(labId)).instance, command, { timeoutMs: 60_000 })
}

let images: SecondImage

beforeAll(async () => {
  images = await SecondImage.make(process.env.VIRTLAB_LAB_IMAGE ?? '')
  await reconcileLabs()
  await keepWarmPool()
}, 300_000)

afterAll(async () => {
  await closeLiveModels().then(closeLabHosts)
  await images.remove()
  await site.remove()
}, 120_000)

test('the first click takes a host that runs: each its own, with the limits of its class, and two are made anew', async () => {
  const ready = await filled()
  const labs = [await newLab(), await newLab()]
  const [one] = labs
  await db().class.create({
    data: {
      id: 'small',
      name: 'small',
      labMemoryMiB: 1024,
      labDiskGiB: 5,
      members: { create: [{ userId: one?.studentId ?? '', role: 'student' }] },
    },
  })
  const asked = Date.now()
  const stages: string[] = []
  const onPhase = (now: LabPhase) => stages.push(now.phase === 'provisioning' ? now.stage : now.phase)
  await db().lab.updateMany({ data: { start } })
  await Promise.all([startLab({ labId: one?.id ?? '', onPhase }), startLab({ labId: labs[1]?.id ?? '' })])

  // Nothing had to be started.
  expect(stages).toEqual(['creating', 'running'])
  const records = await Promise.all(labs.map(({ id }) => readRecord(id)))
  expect(records.map(({ instance }) => instance).toSorted()).toEqual(ready.toSorted())
  expect((await inLab(one?.id ?? '', 'virsh', 'list', '--all', '--name')).stdout.trim()).toBe('web01')
  const memory = await inLab(one?.id ?? '', 'grep', 'MemTotal', '/proc/meminfo')
  expect(memory.stdout).toMatch(/ 1048576 kB/)
  const host = await readInstance(incus(), records[0]?.instance ?? '')
  expect(host.devices.root?.size).toBe('5GiB')
  expect(host.config[configKeys.lab]).toBe(one?.id)
  // An exam that was begun after the host was made is written in it.
  expect(host.createdAt).toBeLessThan(asked)
  expect(ownedSince(host)).toBeGreaterThanOrEqual(asked)

  await filled(ready)
}, 300_000)

test('its chapter is left and found again, from one pool host to the next', async () => {
  const lab = await newLab()
  await jumpLab({ labId: lab.id, start, resume: true })
  await inLab(lab.id, 'touch', '/home/student/kept')
  const first = (await readRecord(lab.id)).instance
  await jumpLab({ labId: lab.id, start: 'plain', resume: true })
  expect((await inLab(lab.id, 'ls', '/home/student/kept')).exitCode).not.toBe(0)
  await jumpLab({ labId: lab.id, start, resume: true })
  expect((await inLab(lab.id, 'ls', '/home/student/kept')).exitCode).toBe(0)
  expect(readPhase(lab.id).phase).toBe('running')

  // What was last asked for was the other chapter: the pool has one of each now.
  const origins = async () => new Set((await ours()).map(({ config }) => config[configKeys.warm]).filter(Boolean)).size
  await vi.waitFor(async () => expect(await origins()).toBe(2), { timeout: 120_000, interval: 200 })
  await filled()

  await deleteLab({ labId: lab.id })
  const left = (await ours()).filter(({ config }) => config[configKeys.lab] === lab.id).map(({ name }) => name)
  expect(left).toEqual([])
  expect(first).toContain('warm')
}, 300_000)

test('a new lab image: what waits is made anew of it, and the next click gets that', async () => {
  const before = await filled()
  await images.upgrade()
  const of = async (image: string) =>
    (await ours()).filter((one) => one.config[configKeys.warm] && imageOf(one) === image).map(({ name }) => name)
  await vi.waitFor(async () => expect(await of(images.second)).toHaveLength(size), { timeout: 120_000, interval: 200 })
  expect(await of(images.first)).toEqual([])
  const ready = await warmNames()
  expect(ready.filter((name) => before.includes(name))).toEqual([])

  const lab = await newLab()
  await jumpLab({ labId: lab.id, start })
  const { instance } = await readRecord(lab.id)
  expect(ready).toContain(instance)
  expect(imageOf(await readInstance(incus(), instance))).toBe(images.second)
}, 300_000)

test('the next server takes over what runs, and no other', async () => {
  await filled()
  const warm = (await ours()).filter(({ config }) => config[configKeys.warm])
  // One of the first lesson, and one of what was asked for last, which the next server does not know.
  const kept = warm.find(({ config }) => config[configKeys.warm]?.startsWith('vl-start-'))?.name
  const stopped = warm.find(({ name }) => name !== kept)?.name ?? ''
  await stopInstance(incus(), stopped, { force: true })
  const script = `
    const { reconcileLabs } = await import('./lib/labs/reconcile-labs.ts')
    const { keepWarmPool } = await import('./lib/labs/warm-pool.ts')
    await reconcileLabs()
    await keepWarmPool()
    process.exit(0)`
  const labs = (await ours()).filter(({ config }) => !config[configKeys.warm]).map(({ name }) => name)
  execFileSync(process.execPath, ['--input-type=module-typescript', '-e', script], { stdio: 'pipe' })
  const now = await warmNames()
  expect(now).toHaveLength(size)
  expect(now).toContain(kept)
  expect(now).not.toContain(stopped)
  // Labs that have one are left alone.
  expect((await ours()).filter(({ config }) => !config[configKeys.warm]).map(({ name }) => name)).toEqual(labs)
}, 300_000)
