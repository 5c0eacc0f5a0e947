import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Actor } from '#lib/access/actor.ts'
import type { WallMessage } from '#lib/help/wall.ts'

const site = await vi.hoisted(async () => (await import('#lib/labs/test-site.ts')).makeTestSite())

const { db } = await import('#lib/db/client.ts')
const { lowerHand, raiseHand, readHands } = await import('#lib/help/hand.ts')
const { readLabLog } = await import('#lib/help/lab-log.ts')
const { announce, countUnread, markRead, readThread, sendMessage } = await import('#lib/help/messages.ts')
const { watchWall } = await import('#lib/help/wall.ts')
const { readWallPicture } = await import('#lib/help/wall-picture.ts')
const { findOrCreateLab } = await import('#lib/labs/lab-service.ts')
const { courseId } = await import('#lib/labs/course.ts')

afterAll(() => site.remove(), 30_000)

const forbidden = { code: 'access.forbidden', status: 403 }
let ann: Actor
let ben: Actor
let teacher: Actor
let assistant: Actor
let otherTeacher: Actor

async function person(name: string): Promise<Actor> {
  const userId = await site.addStudent()
  await db().user.update({ where: { id: userId }, data: { name } })
  return { userId, name, role: 'student', locale: 'en' }
}

beforeAll(async () => {
  ann = await person('ann')
  ben = await person('ben')
  teacher = await person('teacher')
  assistant = await person('assistant')
  otherTeacher = await person('other')
  const member = ({ userId }: Actor, role: string) => ({ userId, role })
  const members = [member(ann, 'student'), member(teacher, 'instructor'), member(assistant, 'assistant')]
  await db().class.create({ data: { id: 'one', name: 'one', members: { create: members } } })
  const others = [member(ben, 'student'), member(otherTeacher, 'instructor')]
  await db().class.create({ data: { id: 'two', name: 'two', members: { create: others } } })
})

describe('a hand', () => {
  it("is one's own, keeps its place when its text changes, and is put down by oneself or by staff of the class", async () => {
    await raiseHand(ann, { text: '  disk? ' })
    const [[, first] = []] = await readHands([ann.userId, ben.userId])
    expect(first).toMatchObject({ text: 'disk?' })
    await raiseHand(ann, { text: 'network?' })
    expect((await readHands([ann.userId])).get(ann.userId)).toEqual({ ...first, text: 'network?' })
    for (const who of [ben, otherTeacher])
      await expect(lowerHand(who, { studentId: ann.userId })).rejects.toMatchObject(forbidden)
    await lowerHand(assistant, { studentId: ann.userId })
    expect(await readHands([ann.userId])).toEqual(new Map())
    expect(await readLabLog(ann, { studentId: ann.userId })).toMatchObject([
      { actorName: 'assistant', action: 'hand-answered' },
    ])
    await expect(raiseHand(ann, { text: 'x'.repeat(201) })).rejects.toMatchObject({ code: 'help.text' })
  })
})

describe('messages', () => {
  it('go between staff of the class and the student, and stay unread until the other side reads them', async () => {
    await sendMessage(teacher, { studentId: ann.userId, text: 'look at the pool' })
    expect(await readThread(ann.userId)).toMatchObject([{ fromName: 'teacher', fromStudent: false, read: false }])
    await markRead(teacher, { studentId: ann.userId })
    expect(await readThread(ann.userId)).toMatchObject([{ read: false }])
    await sendMessage(ann, { studentId: ann.userId, text: 'done' })
    expect(await readThread(ann.userId)).toMatchObject([{ read: true }, { fromStudent: true, read: false }])
    expect(await countUnread([ann.userId, ben.userId])).toEqual(new Map([[ann.userId, 1]]))
    await markRead(assistant, { studentId: ann.userId })
    expect(await countUnread([ann.userId])).toEqual(new Map())
  })
  it('are closed to others, and are neither empty nor endless', async () => {
    for (const who of [ben, otherTeacher]) {
      await expect(sendMessage(who, { studentId: ann.userId, text: 'x' })).rejects.toMatchObject(forbidden)
      await expect(markRead(who, { studentId: ann.userId })).rejects.toMatchObject(forbidden)
      await expect(readLabLog(who, { studentId: ann.userId })).rejects.toMatchObject(forbidden)
    }
    for (const text of ['  ', 'x'.repeat(1001)])
      await expect(sendMessage(teacher, { studentId: ann.userId, text })).rejects.toMatchObject({ code: 'help.text' })
  })
  it('to all reach the students of the class only', async () => {
    await expect(announce(otherTeacher, { classId: 'one', text: 'x' })).rejects.toMatchObject({ status: 404 })
    await expect(announce(ann, { classId: 'one', text: 'x' })).rejects.toMatchObject({ status: 404 })
    expect(await announce(assistant, { classId: 'one', text: 'ten minutes' })).toBe(1)
    expect((await readThread(ann.userId)).at(-1)).toMatchObject({ text: 'ten minutes', read: false })
    expect(await readThread(ben.userId)).toEqual([])
  })
})

describe('the wall', () => {
  it('shows the class, tells what changes, and is closed to others', async () => {
    for (const who of [ann, ben, otherTeacher]) {
      const attempt = watchWall(who, { classId: 'one', onMessage: () => {} })
      await expect(attempt).rejects.toMatchObject({ code: 'class.not-found' })
    }
    const messages: WallMessage[] = []
    const leave = await watchWall(assistant, {
      classId: 'one',
      onMessage: (message) => messages.push(message),
    })
    const snapshot = () => messages.find(({ type }) => type === 'snapshot')
    await expect.poll(snapshot).toMatchObject({ entries: [{ name: 'ann', phase: 'absent', hand: null }] })
    await raiseHand(ann, { text: 'help' })
    const told = () => messages.flatMap((message) => (message.type === 'changes' ? message.entries : []))
    await expect.poll(() => told().at(-1)?.entry?.hand?.text).toBe('help')
    await sendMessage(ann, { studentId: ann.userId, text: 'please' })
    await expect.poll(() => told().at(-1)?.entry?.unread).toBe(1)
    // Nobody else's are told.
    await raiseHand(ben, { text: 'me' })
    await lowerHand(ann, { studentId: ann.userId })
    await expect.poll(() => told().at(-1)?.entry?.hand).toBe(null)
    expect(new Set(told().map(({ studentId }) => studentId))).toEqual(new Set([ann.userId]))
    await leave()
  })
  it('has no picture of a lab that does not run, and none for who may not see it', async () => {
    const { id: labId } = await findOrCreateLab({ studentId: ann.userId, courseId })
    expect(await readWallPicture(teacher, { labId })).toBe(null)
    for (const who of [ben, otherTeacher])
      await expect(readWallPicture(who, { labId })).rejects.toMatchObject(forbidden)
  })
})
