import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Actor } from '#lib/access/actor.ts'

const site = await vi.hoisted(async () => (await import('#lib/labs/test-site.ts')).makeTestSite())

const { db } = await import('#lib/db/client.ts')
const { exportLab } = await import('#lib/labs/backup/export-lab.ts')
const { readLabLimits, readTimeLimits } = await import('#lib/labs/class-limits.ts')
const { findOrCreateLab } = await import('#lib/labs/lab-service.ts')
const { labLimits } = await import('#lib/labs/limits.ts')
const { extendLabs, readClassLimits, setClassLimits } = await import('#lib/labs/manage-limits.ts')

const none = { labMinutes: null, labMemoryMiB: null, labCpus: null, labDiskGiB: null, maxRunningLabs: null }
let labId: string
const actors = {} as Record<'teacher' | 'assistant' | 'stranger' | 'student', Actor>

beforeAll(async () => {
  for (const name of ['teacher', 'assistant', 'stranger', 'student'] as const) {
    const role = name === 'student' ? 'student' : 'instructor'
    actors[name] = { userId: await site.addStudent(), name, role, locale: 'en' } as Actor
  }
  const member = (name: keyof typeof actors, role: string) => ({ userId: actors[name].userId, role })
  const members = [member('teacher', 'instructor'), member('assistant', 'assistant'), member('student', 'student')]
  await db().class.create({ data: { id: 'k', name: 'k', members: { create: members } } })
  labId = (await findOrCreateLab({ studentId: actors.student.userId, courseId: 'c' })).id
})
afterAll(() => site.remove())

test("a class's limits are its instructor's to set, its time to extend, and a lab is taken along by who manages it", async () => {
  for (const name of ['assistant', 'stranger', 'student'] as const) {
    const refused = { code: name === 'assistant' ? 'access.forbidden' : 'class.not-found' }
    await expect(setClassLimits(actors[name], { classId: 'k', ...none })).rejects.toMatchObject(refused)
    await expect(readClassLimits(actors[name], 'k')).rejects.toMatchObject(refused)
    const extension = { classId: 'k', studentIds: null, minutes: 30 }
    await expect(extendLabs(actors[name], extension)).rejects.toMatchObject(refused)
  }
  for (const name of ['assistant', 'stranger'] as const)
    await expect(exportLab(actors[name], labId)).rejects.toMatchObject({ code: 'access.forbidden' })
  await expect(exportLab(actors.student, labId)).rejects.toMatchObject({ code: 'lab.no-host' })
})

test('of several classes the most generous counts, one without a limit sets none, an archived one does not count', async () => {
  const { userId } = actors.student
  const limits = { labMinutes: 90, labMemoryMiB: 1024, labCpus: 4, labDiskGiB: null, maxRunningLabs: 12 }
  await setClassLimits(actors.teacher, { classId: 'k', ...limits })
  expect(await readClassLimits(actors.teacher, 'k')).toEqual(limits)
  expect(await readLabLimits(userId)).toEqual({ ...labLimits, memoryMiB: 1024, cpus: 4 })
  expect((await readTimeLimits([userId])).get(userId)).toBe(90 * 60_000)
  await db().class.create({ data: { id: 'free', name: 'free', members: { create: { userId, role: 'student' } } } })
  expect((await readTimeLimits([userId])).has(userId)).toBe(false)
  expect(await readLabLimits(userId)).toEqual({ ...labLimits, cpus: 4 })
  await db().class.update({ where: { id: 'free' }, data: { archivedAt: new Date() } })
  expect((await readTimeLimits([userId])).get(userId)).toBe(90 * 60_000)
})
