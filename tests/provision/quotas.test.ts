import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Actor } from '#lib/access/actor.ts'
import type { LabPhase } from '#lib/gateway/protocol.ts'

const site = await vi.hoisted(async () => (await import('#lib/labs/test-site.ts')).makeTestSite())

const { db } = await import('#lib/db/client.ts')
const { incus } = await import('#lib/incus/client.ts')
const { listInstances } = await import('#lib/incus/instances.ts')
const { lastActivity, noteActivity } = await import('#lib/labs/activity.ts')
const { cancelLabStart, startLabInBackground } = await import('#lib/labs/background-start.ts')
const { courseId } = await import('#lib/labs/course.ts')
const { readDeploymentId } = await import('#lib/labs/deployment-id.ts')
const { configKeys } = await import('#lib/labs/lab-instance.ts')
const { findOrCreateLab, onPhase, readPhase, startLab, stopLab } = await import('#lib/labs/lab-service.ts')
const { readClassLimits, setClassLimits } = await import('#lib/labs/manage-limits.ts')
const { onAnyPhase } = await import('#lib/labs/phase-board.ts')
const { beginProvisioning, watchProvisioning } = await import('#lib/labs/provision/provision-class.ts')

const classId = 'k'
const limit = 2
let teacher: Actor
let labs: string[]
/** The most that were on at once, as the phases told, and as Incus says. */
let most = 0

const isOn = (phase: LabPhase) =>
  ['running', 'stopping', 'resetting'].includes(phase.phase) ||
  (phase.phase === 'provisioning' && phase.stage !== 'queued')
const on = () => labs.filter((id) => isOn(readPhase(id)))
const queued = () => labs.filter((id) => (readPhase(id) as { stage?: string }).stage === 'queued')
const running = async () =>
  (await listInstances(incus(), configKeys.deployment, await readDeploymentId())).filter((one) => one.running).length

function until(labId: string, ...wanted: LabPhase['phase'][]): Promise<void> {
  const reached = Promise.withResolvers<void>()
  const stop = onPhase(labId, ({ phase }) => wanted.includes(phase) && reached.resolve())
  if (wanted.includes(readPhase(labId).phase)) reached.resolve()
  return reached.promise.finally(stop)
}

/** As if nobody had done anything in it for so long. */
function forget(labId: string): void {
  const real = Date.now
  vi.spyOn(Date, 'now').mockImplementation(() => real() - 600_000)
  noteActivity(labId)
  vi.mocked(Date.now).mockRestore()
}

beforeAll(async () => {
  teacher = { userId: await site.addStudent(), role: 'instructor', name: 'teacher', locale: 'en' }
  const students = await Promise.all(Array.from({ length: 6 }, () => site.addStudent()))
  const members = [
    { userId: teacher.userId, role: 'instructor' },
    ...students.map((userId) => ({ userId, role: 'student' })),
  ]
  await db().class.create({ data: { id: classId, name: 'class', members: { create: members } } })
  labs = []
  for (const studentId of students) labs.push((await findOrCreateLab({ studentId, courseId })).id)
  await setClassLimits(teacher, { ...(await readClassLimits(teacher, classId)), classId, maxRunningLabs: limit })
  onAnyPhase(() => (most = Math.max(most, on().length)))
})
afterAll(() => site.remove())

describe('so many labs of a class run at once', { timeout: 120_000 }, () => {
  it('gives labs to all as far as there are places, and says of the others when they come', async () => {
    const over = Promise.withResolvers<string[]>()
    const stop = await watchProvisioning({
      actor: teacher,
      classId,
      onChange: (run) => run?.endedAt && over.resolve(run.labs.map(({ state }) => state).toSorted()),
    })
    await beginProvisioning({ actor: teacher, classId, start: 'plain' })
    expect(await over.promise).toEqual(['later', 'later', 'later', 'later', 'ready', 'ready'])
    await stop()
    expect(await running()).toBe(limit)
    for (const labId of on()) await stopLab({ labId })
  })

  it('never lets more run, whoever clicks how often; who waits is told why, may leave, and comes when another goes', async () => {
    for (let click = 0; click < 5; click++) for (const labId of labs) startLabInBackground({ labId })
    const clicks = labs.map((labId) => startLab({ labId }).catch((error: unknown) => error))
    await vi.waitFor(() => expect(on().filter((id) => readPhase(id).phase === 'running')).toHaveLength(limit), 60_000)
    expect(queued()).toHaveLength(labs.length - limit)
    const [first = '', second = ''] = queued()
    expect(readPhase(first)).toMatchObject({ queue: { scope: 'class', limit } })

    cancelLabStart({ labId: first })
    await until(first, 'absent', 'stopped')
    await stopLab({ labId: on()[0] ?? '' })
    await until(second, 'running')
    expect(await running()).toBe(limit)
    for (const labId of queued()) cancelLabStart({ labId })
    await Promise.all(clicks)
    expect(on()).toHaveLength(limit)
    expect(most).toBe(limit)
  })

  it('suspends one that nobody uses to make room, not one that is used', async () => {
    const [used = '', unused = ''] = on()
    noteActivity(used)
    forget(unused)
    expect(lastActivity(unused)).toBeLessThan(Date.now() - 500_000)
    // Both have just come up; only one of them long ago.
    const phase = readPhase(unused)
    if (phase.phase === 'running') phase.since -= 600_000
    const comer = labs.find((id) => !on().includes(id)) ?? ''
    await startLab({ labId: comer })
    expect(readPhase(unused)).toEqual({ phase: 'stopped', suspended: { vms: 0, why: 'room' } })
    expect(on().toSorted()).toEqual([used, comer].toSorted())
    expect(most).toBe(limit)
    expect(await running()).toBe(limit)
  })

  it('gives places when the limit is raised', async () => {
    const waiting = labs.find((id) => !on().includes(id)) ?? ''
    startLabInBackground({ labId: waiting })
    await vi.waitFor(() => expect(queued()).toEqual([waiting]))
    await setClassLimits(teacher, { ...(await readClassLimits(teacher, classId)), classId, maxRunningLabs: 3 })
    await until(waiting, 'running')
    expect(await running()).toBe(3)
  })

  it('lets those that nobody uses go, one by one, when it was lowered and somebody waits', async () => {
    const [used = '', ...unused] = on()
    noteActivity(used)
    for (const labId of unused) {
      forget(labId)
      const phase = readPhase(labId)
      if (phase.phase === 'running') phase.since -= 600_000
    }
    await setClassLimits(teacher, { ...(await readClassLimits(teacher, classId)), classId, maxRunningLabs: 1 })
    expect(on()).toHaveLength(3)
    const comer = labs.find((id) => !on().includes(id)) ?? ''
    startLabInBackground({ labId: comer })
    for (const labId of unused) await until(labId, 'stopped')
    expect(on()).toEqual([used])
    expect(queued()).toEqual([comer])
    await stopLab({ labId: used })
    await until(comer, 'running')
    expect(await running()).toBe(1)
  })
})
