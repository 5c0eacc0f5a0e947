import { db } from '#lib/db/client.ts'
import { lessonOf, type LessonCheckpoints, readLessonCheckpoints } from './catalogue.ts'
import type { CheckpointDefinition } from './expectation.ts'
import { tellGrades } from './grade-changes.ts'
import { judgeAgain, type NewJudgement, type StoredEvidence } from './judge-again.ts'
import type { Values } from './variables.ts'

interface Earlier {
  status: string
  earned: number
}

export interface Regraded {
  username: string
  studentId: string
  checkpoint: string
  attempt: number
  before: Earlier
  /** Null where it cannot be judged again: `reason` says why. */
  after: NewJudgement | null
  reason: 'no-checkpoint' | 'no-values' | 'not-in-evidence' | null
}

/** With what a result was judged by before: who asks why points changed finds it. */
export type JudgedBefore = Earlier & { at: number; definition: CheckpointDefinition }

/**
 * Judges every stored result by the definitions of today, from the evidence kept with it. `only`: a lesson, or
 * `<lesson>/<checkpoint>`. `students`: those alone, by id. `apply` stores what comes out, and the definition of before beside it; else nothing is changed.
 * A lesson's page that is open shows it when it is opened anew.
 */
export async function regrade(o: { only?: string; students?: string[]; apply?: boolean } = {}): Promise<Regraded[]> {
  const lessons = await readLessonCheckpoints()
  const rows = await db().checkpointResult.findMany({
    where: { evidence: { not: '{}' }, ...(o.students && { studentId: { in: o.students } }) },
    include: { student: { select: { username: true, name: true } } },
    orderBy: [{ checkpoint: 'asc' }, { studentId: 'asc' }, { attempt: 'asc' }],
  })
  const regraded: Regraded[] = []
  for (const row of rows.filter(({ checkpoint }) => isAsked(checkpoint, o.only))) {
    const { studentId, checkpoint, attempt, status, earned } = row
    const username = row.student.username ?? row.student.name
    const one = { username, studentId, checkpoint, attempt, before: { status, earned } }
    const definition = await findDefinition(lessons, { studentId, checkpoint, attempt })
    if (typeof definition === 'string') {
      regraded.push({ ...one, after: null, reason: definition })
      continue
    }
    const stored = JSON.parse(row.evidence) as StoredEvidence & { earlier?: JudgedBefore[] }
    const at = new Date(stored.evidence.at)
    const hints = await db().hint.count({ where: { studentId, checkpoint, attempt, at: { lte: at } } })
    const after = judgeAgain(stored, definition, hints)
    regraded.push({ ...one, after, reason: after ? null : 'not-in-evidence' })
    if (!o.apply || !after || (after.status === status && after.earned === earned)) continue
    const earlier = [...(stored.earlier ?? []), { at: Date.now(), status, earned, definition: stored.definition }]
    await db().checkpointResult.update({
      where: { studentId_checkpoint_attempt: { studentId, checkpoint, attempt } },
      data: {
        status: after.status,
        earned: after.earned,
        passedAt: after.status === 'passed' ? (row.passedAt ?? at) : null,
        evidence: JSON.stringify({ ...stored, definition, earlier }),
      },
    })
    tellGrades(studentId)
  }
  return regraded
}

function isAsked(checkpoint: string, only: string | undefined): boolean {
  return only === undefined || checkpoint === only || lessonOf(checkpoint) === only
}

/** The checkpoint of today with the values that the student had in that attempt. */
async function findDefinition(
  lessons: Map<string, LessonCheckpoints>,
  { studentId, checkpoint, attempt }: { studentId: string; checkpoint: string; attempt: number },
): Promise<CheckpointDefinition | NonNullable<Regraded['reason']>> {
  const lesson = lessonOf(checkpoint)
  const found = lessons.get(lesson)
  if (!found) return 'no-checkpoint'
  const where = { studentId_lesson_attempt: { studentId, lesson, attempt } }
  const row = await db().attempt.findUnique({ where })
  const values = JSON.parse(row?.variables ?? '{}') as Values
  if (Object.keys(found.variables).some((name) => !(name in values))) return 'no-values'
  return found.build(values).find(({ id }) => `${lesson}/${id}` === checkpoint) ?? 'no-checkpoint'
}
