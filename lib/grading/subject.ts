import type { CheckpointView } from '#lib/gateway/protocol.ts'
import { incus } from '#lib/incus/client.ts'
import { findInstance } from '#lib/incus/instances.ts'
import { ownedSince } from '#lib/labs/lab-instance.ts'
import { readRecord } from '#lib/labs/lab-record.ts'
import { isExam } from '#lib/lessons/is-exam.ts'
import { lessonOfStart, plainStart, startOf } from '#lib/lessons/lesson-starts.ts'
import { begunAt, readAttempt } from './attempts.ts'
import { readLessonCheckpoints } from './catalogue.ts'
import type { CheckpointDefinition } from './expectation.ts'
import { countHints } from './hints.ts'
import { readResults, type StoredResult } from './results.ts'

/** A checkpoint of the chapter whose host the lab has. */
export interface GradedCheckpoint {
  /** `<lesson>/<id>` */
  id: string
  attempt: number
  definition: CheckpointDefinition
  /** How many hints were asked for. */
  hints: number
  /** Why it cannot be earned in whatever state the lab is; null if it can. */
  reason: string | null
}

/** Who is graded, and on what. */
export interface Subject {
  studentId: string
  checkpoints: GradedCheckpoint[]
  /** Of the present attempts, by checkpoint. */
  results: Map<string, StoredResult>
  /** Those of the other chapters, as they stand. */
  elsewhere: CheckpointView[]
}

/** Of a lab as its record says. Code: lab.not-found. */
export async function readSubject(labId: string): Promise<Subject> {
  const { studentId, start, instance } = await readRecord(labId)
  const [lessons, stored, hintsOf] = await Promise.all([
    readLessonCheckpoints(),
    readResults(studentId),
    countHints(studentId),
  ])
  const here = lessonOfStart(start) ?? plainStart
  const subject: Subject = { studentId, checkpoints: [], results: new Map(), elsewhere: [] }
  for (const lesson of lessons.keys()) {
    const { attempt, checkpoints } = await readAttempt({ studentId, lesson })
    const isHere = startOf(lesson) === here
    const closed = isHere && isExam(lesson) && !(await isUnderWay({ studentId, lesson }, instance))
    const reason = closed ? 'not-begun' : null
    for (const definition of checkpoints) {
      const id = `${lesson}/${definition.id}`
      const result = stored.find((one) => one.checkpoint === id && one.attempt === attempt)
      if (result) subject.results.set(id, result)
      if (isHere) subject.checkpoints.push({ id, attempt, definition, hints: hintsOf(id, attempt), reason })
      else subject.elsewhere.push(standing(id, definition, result))
    }
  }
  return subject
}

/** An attempt at an exam is judged in a host that was made for it: what was done in the one before is no answer. */
async function isUnderWay(key: { studentId: string; lesson: string }, instance: string): Promise<boolean> {
  const begun = await begunAt(key)
  if (begun === null) return false
  const host = await findInstance(incus(), instance)
  return host !== null && ownedSince(host) >= begun
}

function standing(id: string, { points }: CheckpointDefinition, result: StoredResult | undefined): CheckpointView {
  const { earned = 0, passedAt = null, via = null } = result ?? {}
  const status = result?.status === 'passed' ? 'passed' : 'unreachable'
  return { id, status, reason: 'other-start', points, earned, passedAt, via, expectations: [] }
}
