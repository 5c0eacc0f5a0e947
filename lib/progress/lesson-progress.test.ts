import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '#lib/access/actor.ts'
import { type Database, openDatabase } from '#lib/db/client.ts'
import { readCourseProgress, readLessonProgress, saveLessonPosition, saveQuizAnswer } from './lesson-progress.ts'

const lesson = '03-create-wizard'
const actor: Actor = { userId: 'u1', role: 'student', name: 'A', locale: 'zh' }
const other: Actor = { ...actor, userId: 'u2' }
const third: Actor = { ...actor, userId: 'u3' }
let folder: string
let database: Database

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'progress-'))
  await promisify(execFile)(process.execPath, ['scripts/db.mjs', 'deploy'], {
    env: { ...process.env, VIRTLAB_STATE: folder },
  })
  database = openDatabase(`file:${path.join(folder, 'virtlab.db')}`)
  for (const id of ['u1', 'u2', 'u3'])
    await database.user.create({ data: { id, name: id, email: `${id}@example.org` } })
}, 60_000)
afterAll(async () => {
  await database?.$disconnect()
  await rm(folder, { recursive: true })
})

test('a lesson never opened has neither position nor answers', async () => {
  expect(await readLessonProgress({ actor, lesson, database })).toEqual({ position: null, answers: {} })
})

test('position and answers are kept, each by itself and for each student', async () => {
  await saveLessonPosition({ actor, lesson, position: 'disk', database })
  await Promise.all([
    saveQuizAnswer({ actor, lesson, quiz: 'memory-unit', choice: 0, database }),
    saveQuizAnswer({ actor, lesson, quiz: 'sparse-disk', choice: 1, database }),
  ])
  await saveQuizAnswer({ actor, lesson, quiz: 'memory-unit', choice: 1, database })
  expect(await readLessonProgress({ actor, lesson, database })).toEqual({
    position: 'disk',
    answers: { 'memory-unit': 1, 'sparse-disk': 1 },
  })
  expect(await readLessonProgress({ actor: other, lesson, database })).toEqual({ position: null, answers: {} })
})

test('the lesson read last comes first, also when it is read where it was', async () => {
  const lessons = async () => (await readCourseProgress({ actor: third, database })).map((row) => row.lesson)
  expect(await lessons()).toEqual([])
  await saveLessonPosition({ actor: third, lesson, position: 'disk', database })
  await database.lessonProgress.create({ data: { studentId: third.userId, lesson: '04-hardware', position: 'cpu' } })
  expect(await lessons()).toEqual(['04-hardware', lesson])
  await saveLessonPosition({ actor: third, lesson, position: 'disk', database })
  expect(await lessons()).toEqual([lesson, '04-hardware'])
})

test.each([
  [
    'a heading that is not there',
    (request: { actor: Actor; lesson: string; database: Database }) =>
      saveLessonPosition({ ...request, position: 'nowhere' }),
  ],
  ['a quiz that is not there', (request) => saveQuizAnswer({ ...request, quiz: '__proto__', choice: 0 })],
  ['a choice that is not there', (request) => saveQuizAnswer({ ...request, quiz: 'memory-unit', choice: 9 })],
] satisfies [string, (request: { actor: Actor; lesson: string; database: Database }) => Promise<void>][])(
  '%s is refused',
  async (_name, save) => {
    await expect(save({ actor, lesson, database })).rejects.toMatchObject({ code: 'lesson.no-such-part', status: 400 })
  },
)
