import type { Actor } from '#lib/access/actor.ts'
import { requireClass } from '#lib/classes/class-record.ts'
import { db } from '#lib/db/client.ts'
import { ltiError } from '../lti-error.ts'
import type { Stage } from './call-platform.ts'
import { queueScores, sender } from './queue-scores.ts'

/** How a class's scores stand at the platforms that it is connected to. */
export interface PassbackStatus {
  platforms: string[]
  /** Links that take scores. */
  links: number
  sent: number
  /** Those that there is something to send of, the sent ones included. */
  of: number
  lastSentAt: number | null
  failed: FailedScore[]
}

export interface FailedScore {
  studentId: string
  name: string
  link: string
  stage: Stage
  /** HTTP; 0: there was no answer. */
  status: number
  /** Null: not by itself. */
  nextAt: number | null
}

/** Null for a class that no platform leads to. Codes: as requireClass. */
export async function readPassback(actor: Actor, classId: string): Promise<PassbackStatus | null> {
  await requireClass({ actor, classId, verb: 'view' })
  const courses = await db().ltiCourse.findMany({
    where: { classId },
    include: { platform: true, links: { where: { lineItem: { not: null } } } },
  })
  if (courses.length === 0) return null
  const scores = await db().ltiScore.findMany({
    where: { link: { course: { classId } } },
    include: { link: true, student: { select: { name: true } } },
    orderBy: { student: { name: 'asc' } },
  })
  const sent = scores.filter(({ given, error }) => given !== null && !error)
  return {
    platforms: [...new Set(courses.map(({ platform }) => platform.name))],
    links: courses.flatMap(({ links }) => links).length,
    sent: sent.length,
    of: scores.filter(({ given, error, dueAt }) => given !== null || error || dueAt).length,
    lastSentAt: Math.max(...scores.map(({ sentAt }) => sentAt?.getTime() ?? 0), 0) || null,
    failed: scores.flatMap(({ studentId, student, link, error, dueAt }) =>
      error
        ? [{ studentId, name: student.name, link: link.title, ...parseError(error), nextAt: dueAt?.getTime() ?? null }]
        : [],
    ),
  }
}

function parseError(error: string): { stage: Stage; status: number } {
  const [stage, status] = error.split(' ')
  return { stage: stage as Stage, status: Number(status ?? 0) }
}

/** Sends every score of the class again, known or not; answers when that was tried. Codes: as requireClass, lti.not-connected. */
export async function sendAllAgain(actor: Actor, classId: string): Promise<void> {
  await requireClass({ actor, classId, verb: 'manage' })
  if ((await db().ltiCourse.count({ where: { classId } })) === 0)
    throw ltiError('not-connected', `no platform leads to class ${classId}`, { status: 404 })
  // What was sent is forgotten, so that it is news again.
  const where = { link: { course: { classId } }, given: { not: null } }
  await db().ltiScore.updateMany({ where, data: { maximum: null } })
  const students = await db().classMember.findMany({ where: { classId, role: 'student' }, select: { userId: true } })
  await queueScores(students.map(({ userId }) => userId))
  await sender().wake?.()
}
