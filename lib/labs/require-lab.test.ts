import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Actor } from '#lib/access/actor.ts'
import { readAudit } from '#lib/audit/audit-log.ts'
import { beginTakeOver, endTakeOver } from './help-board.ts'
import { findOrCreateLab } from './lab-service.ts'
import { requireLab } from './require-lab.ts'
import { db } from '#lib/db/client.ts'

const site = await vi.hoisted(async () => (await import('./test-site.ts')).makeTestSite())
afterAll(() => site.remove(), 30_000)

const actor = (userId: string, role: Actor['role']): Actor => ({ userId, role, name: userId, locale: 'en' })
const act = { action: 'lab-stop' }

let owner: string
let labId: string
let teacher: Actor
let assistant: Actor

beforeAll(async () => {
  owner = await site.addStudent()
  labId = (await findOrCreateLab({ studentId: owner, courseId: 'c' })).id
  teacher = actor(await site.addStudent(), 'student')
  assistant = actor(await site.addStudent(), 'student')
  const members = [
    { userId: owner, role: 'student' },
    { userId: teacher.userId, role: 'instructor' },
    { userId: assistant.userId, role: 'assistant' },
  ]
  await db().class.create({ data: { id: 'one', name: 'one', members: { create: members } } })
})

describe('a lab', () => {
  it("is its student's, who leaves no trace in the audit log", async () => {
    const student = actor(owner, 'student')
    expect(await requireLab({ actor: student, labId, verb: 'manage', act })).toMatchObject({ id: labId })
    expect(await requireLab({ actor: student, labId, verb: 'use', act })).toMatchObject({ id: labId })
    expect(await readAudit(owner)).toEqual([])
  })
  it.each(['student', 'instructor'] as const)('is closed to a stranger who is %s', async (role) => {
    const other = actor(await site.addStudent(), role)
    for (const verb of ['view', 'use', 'manage'] as const) {
      const attempt = requireLab({ actor: other, labId, verb, act })
      await expect(attempt).rejects.toMatchObject({ code: 'access.forbidden', status: 403 })
    }
    expect(await readAudit(owner)).toEqual([])
  })
  it('that does not exist is not found', async () => {
    const missing = requireLab({ actor: actor(owner, 'student'), labId: 'none', verb: 'view' })
    await expect(missing).rejects.toMatchObject({ code: 'lab.not-found', status: 404 })
  })
  it('is stopped and reset by who teaches its student, which the student can read', async () => {
    expect(await requireLab({ actor: teacher, labId, verb: 'manage', act })).toMatchObject({ id: labId })
    expect(await readAudit(owner)).toMatchObject([{ actorName: teacher.name, action: 'lab-stop' }])
    await expect(requireLab({ actor: assistant, labId, verb: 'manage', act })).rejects.toMatchObject({
      code: 'access.forbidden',
    })
  })
  it('is used by staff only while they have taken it over, and not by two at once', async () => {
    const use = (who: Actor) => requireLab({ actor: who, labId, verb: 'use', act: { action: 'operation' } })
    await expect(use(teacher)).rejects.toMatchObject({ code: 'help.not-taken-over', status: 403 })
    await beginTakeOver({ actor: assistant, labId, studentId: owner })
    await expect(use(teacher)).rejects.toMatchObject({ code: 'help.not-taken-over' })
    const second = beginTakeOver({ actor: teacher, labId, studentId: owner })
    await expect(second).rejects.toMatchObject({ code: 'help.held', params: { name: assistant.name } })
    await use(assistant)
    await endTakeOver(labId, 'the student')
    await expect(use(assistant)).rejects.toMatchObject({ code: 'help.not-taken-over' })
    const [last, takeOver] = await readAudit(owner)
    expect(last).toMatchObject({ actorName: assistant.name, action: 'operation' })
    expect(takeOver).toMatchObject({ action: 'take-over', endedBy: 'the student', endedAt: expect.any(Number) })
  })
  it('is not entered when the audit log cannot be written', async () => {
    const gone = { ...teacher, name: undefined as unknown as string }
    await expect(requireLab({ actor: gone, labId, verb: 'manage', act })).rejects.toThrow()
    await expect(beginTakeOver({ actor: gone, labId, studentId: owner })).rejects.toThrow()
    await expect(requireLab({ actor: teacher, labId, verb: 'use', act: null })).rejects.toMatchObject({
      code: 'help.not-taken-over',
    })
  })
})
