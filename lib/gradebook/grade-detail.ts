import type { Actor } from '#lib/access/actor.ts'
import { requireClass } from '#lib/classes/class-record.ts'
import { db } from '#lib/db/client.ts'
import type { CheckpointView } from '#lib/gateway/protocol.ts'
import { lessonOf, readCheckpoints } from '#lib/grading/catalogue.ts'
import { evaluate } from '#lib/grading/evaluate.ts'
import type { Localized } from '#lib/grading/expectation.ts'
import type { Grade } from '#lib/grading/grade.ts'
import type { StoredEvidence } from '#lib/grading/judge-again.ts'
import { readGrades } from '#lib/grading/read-grades.ts'
import type { JudgedBefore } from '#lib/grading/regrade.ts'
import { requireStudent } from './override-grade.ts'

export interface AttemptDetail {
  attempt: number
  status: 'passed' | 'partial'
  earned: number
  via: CheckpointView['via']
  passedAt: number | null
  hints: number
  /** The student's values in it. */
  values: Record<string, unknown>
  /** When what it was judged from was seen. */
  seenAt: number
  expectations: { id: string; text: Localized; met: boolean; actual: string | null }[]
  /** What it was worth by earlier rubrics, the first one first. */
  earlier: { at: number; status: string; earned: number }[]
}

export interface GradeDetail {
  checkpoint: string
  points: number
  grade: Grade | null
  /** The present one first. */
  attempts: AttemptDetail[]
}

/** What a student's points in a checkpoint rest on. Codes: class.not-found, grades.no-student. */
export async function readGradeDetail(
  actor: Actor,
  { classId, studentId, checkpoint }: { classId: string; studentId: string; checkpoint: string },
): Promise<GradeDetail> {
  await requireClass({ actor, classId, verb: 'view', archivedToo: true })
  await requireStudent(classId, studentId)
  const [rows, hints, attempts, grades, definitions] = await Promise.all([
    db().checkpointResult.findMany({ where: { studentId, checkpoint }, orderBy: { attempt: 'desc' } }),
    db().hint.findMany({ where: { studentId, checkpoint } }),
    db().attempt.findMany({ where: { studentId, lesson: lessonOf(checkpoint) } }),
    readGrades([studentId]),
    readCheckpoints(),
  ])
  return {
    checkpoint,
    points: definitions.get(checkpoint)?.points ?? 0,
    grade: grades.get(studentId)?.[checkpoint] ?? null,
    attempts: rows.map(({ attempt, status, earned, via, passedAt, updatedAt, evidence }) => {
      const stored = JSON.parse(evidence) as Partial<StoredEvidence> & { earlier?: JudgedBefore[] }
      const values = attempts.find((one) => one.attempt === attempt)?.variables ?? '{}'
      return {
        attempt,
        status: status as AttemptDetail['status'],
        earned,
        via: via as AttemptDetail['via'],
        passedAt: passedAt?.getTime() ?? null,
        hints: hints.filter((one) => one.attempt === attempt).length,
        values: JSON.parse(values),
        seenAt: stored.evidence?.at ?? updatedAt.getTime(),
        expectations: judged(stored),
        earlier: (stored.earlier ?? []).map(({ at, status, earned }) => ({ at, status, earned })),
      }
    }),
  }
}

function judged({ definition, evidence }: Partial<StoredEvidence>): AttemptDetail['expectations'] {
  if (!definition || !evidence) return []
  const findings = evaluate(definition, evidence).expectations
  return definition.expectations.map(({ id, text }) => {
    const finding = findings.find((one) => one.id === id)
    return { id, text, met: finding?.met ?? false, actual: finding?.actual ?? null }
  })
}
