import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'

const site = await vi.hoisted(async () => {
  process.env.VIRTLAB_IDLE_MINUTES = '0.1'
  return (await import('#lib/labs/test-site.ts')).makeTestSite()
})

const { db } = await import('#lib/db/client.ts')
const { noteActivity } = await import('#lib/labs/activity.ts')
const { findOrCreateLab, readPhase, startLab } = await import('#lib/labs/lab-service.ts')
const { acquireLiveModel, closeLiveModels } = await import('#lib/labs/live/live-models.ts')
const { closeLabHosts } = await import('#lib/labs/lab-host.ts')
const { lookAtLabs, watchLabsForSuspension } = await import('#lib/labs/suspend-watch.ts')

let labId: string
let studentId: string
let hold: Awaited<ReturnType<typeof acquireLiveModel>>
const told = () => hold.state.suspension.suspension

beforeAll(async () => {
  studentId = await site.addStudent()
  labId = (await findOrCreateLab({ studentId, courseId: 'c' })).id
  await startLab({ labId })
  hold = await acquireLiveModel(labId)
  // Its listening only: the test looks itself.
  void watchLabsForSuspension()
}, 60_000)
afterAll(async () => {
  hold.release()
  await closeLiveModels()
  await closeLabHosts()
  await site.remove()
}, 60_000)

/** Looks again and again until it is so. */
async function lookUntil(holds: () => boolean, whileWaiting: () => void = () => {}): Promise<void> {
  while (!holds()) {
    whileWaiting()
    await lookAtLabs()
    await wait(200)
  }
}

test('an unused lab is told before; who touches the page keeps it; who does not, finds it suspended', async () => {
  noteActivity(labId)
  await lookUntil(() => told() !== undefined)
  expect(told()).toMatchObject({ why: 'idle' })
  expect(told()?.at).toBeGreaterThan(Date.now())
  noteActivity(labId)
  await expect.poll(told).toBeUndefined()
  const { at } = { at: Date.now() }
  await lookUntil(
    () => Date.now() - at > 8_000,
    () => noteActivity(labId),
  )
  expect(readPhase(labId).phase).toBe('running')
  await lookUntil(() => readPhase(labId).phase === 'stopped')
  expect(readPhase(labId)).toEqual({ phase: 'stopped', suspended: { vms: 0, why: 'idle' } })
  await expect.poll(told).toBeUndefined()
  expect((await db().lab.findUniqueOrThrow({ where: { id: labId } })).lastActiveAt).not.toBeNull()
}, 120_000)

test("a class's limit ends it though it is used; staff's extension holds it off", async () => {
  await startLab({ labId })
  const data = { id: 'k', name: 'k', labMinutes: 0, members: { create: { userId: studentId, role: 'student' } } }
  await db().class.create({ data })
  await db().lab.update({ where: { id: labId }, data: { extendedUntil: new Date(Date.now() + 3_600_000) } })
  noteActivity(labId)
  await lookAtLabs()
  expect(readPhase(labId).phase).toBe('running')
  await db().lab.update({ where: { id: labId }, data: { extendedUntil: null } })
  await lookUntil(
    () => readPhase(labId).phase === 'stopped',
    () => noteActivity(labId),
  )
  expect(readPhase(labId)).toMatchObject({ suspended: { why: 'limit' } })
}, 120_000)
