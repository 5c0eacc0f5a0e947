import { VirtLabError } from '#lib/base/error.ts'
import { db } from '#lib/db/client.ts'
import { isExam } from '#lib/lessons/is-exam.ts'
import { readLessonCheckpoints } from './catalogue.ts'
import type { CheckpointDefinition } from './expectation.ts'
import { pickValues, type Values } from './variables.ts'

export interface Attempt {
  lesson: string
  /** From 1 on; 0: an exam that was not begun. */
  attempt: number
  values: Values
  /** The lesson's checkpoints with these values. */
  checkpoints: CheckpointDefinition[]
}

interface Key {
  studentId: string
  lesson: string
}

/**
 * The student's present attempt at a lesson. The first one begins when it is first asked for; but of an exam that was not begun it
 * is attempt 0, whose values are nobody's. Code: lesson.not-found.
 */
export async function readAttempt(key: Key): Promise<Attempt> {
  const { variables } = await findLesson(key.lesson)
  const row = await findLatest(key)
  if (!row && isExam(key.lesson)) return toAttempt(key, 0, pickValues(variables))
  if (!row) return Object.keys(variables).length === 0 ? toAttempt(key, 1, {}) : store(key, 1, pickValues(variables))
  const values = JSON.parse(row.variables) as Values
  const missing = Object.keys(variables).filter((name) => !(name in values))
  if (missing.length === 0) return toAttempt(key, row.attempt, values)
  // The lesson has been given more variables since.
  const completed = { ...pickValues(variables), ...values }
  await db().attempt.update({ where: where(key, row.attempt), data: { variables: JSON.stringify(completed) } })
  return toAttempt(key, row.attempt, completed)
}

/** When the present attempt began, in ms; null if none has. */
export async function begunAt(key: Key): Promise<number | null> {
  return (await findLatest(key))?.startedAt.getTime() ?? null
}

/** Begins an attempt at an exam; elsewhere there is one only, as another would make its hints free. Code: lesson.not-found. */
export async function beginExam(key: Key): Promise<Attempt> {
  await findLesson(key.lesson)
  if (!isExam(key.lesson)) throw notFound(key.lesson, 'is no exam')
  return beginAttempt(key)
}

/** Begins another attempt, with other values. */
export async function beginAttempt(key: Key): Promise<Attempt> {
  const { variables } = await findLesson(key.lesson)
  const latest = await findLatest(key)
  return store(key, (latest?.attempt ?? 0) + 1, pickValues(variables))
}

/** The values that the lesson's text shows the student, by name. No lesson with checkpoints, no values; `…` before an exam. */
export async function readLessonValues(key: Key): Promise<Record<string, string>> {
  if (!(await readLessonCheckpoints()).has(key.lesson)) return {}
  const { values, attempt } = await readAttempt(key)
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, attempt === 0 ? '…' : String(value)]))
}

async function findLesson(lesson: string) {
  const found = (await readLessonCheckpoints()).get(lesson)
  if (found) return found
  throw notFound(lesson, 'has no checkpoints')
}

function notFound(lesson: string, why: string) {
  const message = `the lesson ${lesson} ${why}`
  return new VirtLabError({ code: 'lesson.not-found', message, params: { lesson }, status: 404 })
}

function findLatest({ studentId, lesson }: Key) {
  return db().attempt.findFirst({ where: { studentId, lesson }, orderBy: { attempt: 'desc' } })
}

/** Two pages that ask at the same time get the same. */
async function store(key: Key, attempt: number, values: Values): Promise<Attempt> {
  const create = { ...key, attempt, variables: JSON.stringify(values) }
  const row = await db().attempt.upsert({ where: where(key, attempt), create, update: {} })
  return toAttempt(key, attempt, JSON.parse(row.variables) as Values)
}

async function toAttempt({ lesson }: Key, attempt: number, values: Values): Promise<Attempt> {
  return { lesson, attempt, values, checkpoints: (await findLesson(lesson)).build(values) }
}

function where({ studentId, lesson }: Key, attempt: number) {
  return { studentId_lesson_attempt: { studentId, lesson, attempt } }
}
