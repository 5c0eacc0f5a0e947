import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Actor } from '#lib/access/actor.ts'
import type { Provisioning } from '#lib/labs/provision/provisioning-store.ts'

const site = await vi.hoisted(async () => (await import('#lib/labs/test-site.ts')).makeTestSite())

const { db } = await import('#lib/db/client.ts')
const { incus } = await import('#lib/incus/client.ts')
const { listInstances } = await import('#lib/incus/instances.ts')
const { courseId } = await import('#lib/labs/course.ts')
const { readDeploymentId } = await import('#lib/labs/deployment-id.ts')
const { configKeys } = await import('#lib/labs/lab-instance.ts')
const { listRecords } = await import('#lib/labs/lab-record.ts')
const { deleteLab, findOrCreateLab, readPhase } = await import('#lib/labs/lab-service.ts')
const { beginProvisioning, cancelProvisioning, planProvisioning, readProvisioning, watchProvisioning } = await import(
  '#lib/labs/provision/provision-class.ts'
)
const { resumeProvisionings } = await import('#lib/labs/provision/provisioner.ts')
const { reconcileLabs } = await import('#lib/labs/reconcile-labs.ts')

let actor: Actor
let classId: string
let students: string[]

async function makeClass(count: number): Promise<void> {
  const teacher = await site.addStudent()
  students = await Promise.all(Array.from({ length: count }, () => site.addStudent()))
  classId = crypto.randomUUID()
  const members = [{ userId: teacher, role: 'instructor' }, ...students.map((userId) => ({ userId, role: 'student' }))]
  await db().class.create({ data: { id: classId, name: 'class', members: { create: members } } })
  actor = { userId: teacher, role: 'instructor', name: 'teacher', locale: 'en' }
}

/** Resolves with the class's run as soon as it is as asked. */
async function until(condition: (run: Provisioning) => boolean): Promise<Provisioning> {
  const found = Promise.withResolvers<Provisioning>()
  const see = (run: Provisioning | null) => run && condition(run) && found.resolve(run)
  const stop = await watchProvisioning({ actor, classId, onChange: see })
  return found.promise.finally(stop)
}

const ended = (run: Provisioning) => run.endedAt !== null
const states = (run: Provisioning) => run.labs.map(({ state }) => state).toSorted()
const instances = async () =>
  (await listInstances(incus(), configKeys.deployment, await readDeploymentId())).map(({ name }) => name).toSorted()

beforeEach(async () => {
  for (const { id } of await listRecords()) await deleteLab({ labId: id })
})
afterAll(() => site.remove())

describe('giving each student of a class a lab', { timeout: 180_000 }, () => {
  it('makes those that are not there, starts the others, and tells which failed and why; those alone are tried again', async () => {
    await makeClass(3)
    const broken = await findOrCreateLab({ studentId: students[1] ?? '', courseId })
    await db().lab.update({ where: { id: broken.id }, data: { start: '01-none' } })
    expect(await planProvisioning({ actor, classId })).toMatchObject({ ready: 0, start: 0, make: 3 })
    await beginProvisioning({ actor, classId, start: 'plain' })
    await expect(beginProvisioning({ actor, classId, start: 'plain' })).rejects.toMatchObject({
      code: 'class.provisioning-running',
    })
    const run = await until(ended)
    expect(states(run)).toEqual(['failed', 'ready', 'ready'])
    expect(run.labs.find(({ state }) => state === 'failed')).toMatchObject({ studentId: students[1] })
    expect(run.labs.find(({ state }) => state === 'failed')?.error?.code).toMatch(/^lab\./)
    expect(await planProvisioning({ actor, classId })).toMatchObject({ ready: 2, start: 0, make: 1 })

    await db().lab.update({ where: { id: broken.id }, data: { start: 'plain' } })
    await beginProvisioning({ actor, classId, start: 'plain', studentIds: [students[1] ?? ''] })
    expect(states(await until((later) => ended(later) && later.id !== run.id))).toEqual(['ready'])
    const labs = await listRecords()
    expect(labs.map(({ id }) => readPhase(id).phase)).toEqual(['running', 'running', 'running'])
    expect(await instances()).toEqual(labs.map(({ instance }) => instance).toSorted())
  })

  it('is cancelled: what waits is not begun, what was half made is gone', async () => {
    await makeClass(6)
    await beginProvisioning({ actor, classId, start: 'plain' })
    await until(({ labs }) => labs.some(({ state }) => state === 'working'))
    await cancelProvisioning({ actor, classId })
    const run = await until(ended)
    expect(run.cancelledAt).not.toBeNull()
    const ready = run.labs.filter(({ state }) => state === 'ready').length
    expect(states(run)).toEqual([...Array(6 - ready).fill('cancelled'), ...Array(ready).fill('ready')])
    expect(ready).toBeLessThan(6)
    expect(await instances()).toHaveLength(ready)
  })

  it('goes on after the server was killed in the middle: no lab twice, none left over', async () => {
    await makeClass(6)
    const child = spawn(process.execPath, ['tests/support/provision-child.ts', classId, actor.userId], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    // Some are ready, some half made, some wait.
    for await (const line of createInterface({ input: child.stdout })) if (line.includes('ready')) break
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
    const left = await readProvisioning({ actor, classId })
    expect(left?.endedAt).toBeNull()

    await reconcileLabs()
    await resumeProvisionings()
    const run = await until(ended)
    expect(run.id).toBe(left?.id)
    expect(states(run)).toEqual(Array(6).fill('ready'))
    const labs = await listRecords()
    expect(labs).toHaveLength(6)
    expect(await instances()).toEqual(labs.map(({ instance }) => instance).toSorted())
  })

  it('waits for its time, also in a server that was started anew', async () => {
    await makeClass(1)
    const readyAt = Date.now() + 3600_000
    const run = await beginProvisioning({ actor, classId, start: 'plain', readyAt })
    expect(run.beginAt).toBeLessThan(readyAt)
    expect(run.beginAt).toBeGreaterThan(Date.now())
    await resumeProvisionings()
    expect(await readProvisioning({ actor, classId })).toMatchObject({ id: run.id, labs: [{ state: 'waiting' }] })
    await cancelProvisioning({ actor, classId })
    expect(states(await until(ended))).toEqual(['cancelled'])
    await expect(beginProvisioning({ actor, classId, start: 'plain', readyAt: Date.now() - 1 })).rejects.toMatchObject({
      code: 'class.ready-at',
      field: 'readyAt',
    })
  })

  it('is for who teaches the class', async () => {
    await makeClass(1)
    const student: Actor = { ...actor, userId: students[0] ?? '' }
    for (const act of [planProvisioning, cancelProvisioning, readProvisioning])
      await expect(act({ actor: student, classId })).rejects.toMatchObject({ code: 'class.not-found' })
    await expect(beginProvisioning({ actor: student, classId, start: 'plain' })).rejects.toMatchObject({ status: 404 })
    const assistant: Actor = { ...actor, userId: await site.addStudent() }
    await db().classMember.create({ data: { classId, userId: assistant.userId, role: 'assistant' } })
    for (const act of [planProvisioning, cancelProvisioning])
      await expect(act({ actor: assistant, classId })).rejects.toMatchObject({ code: 'access.forbidden' })
    expect(await readProvisioning({ actor: assistant, classId })).toBeNull()
  })
})
