import type { Actor } from '#lib/access/actor.ts'
import { requireClass } from '#lib/classes/class-record.ts'
import { db } from '#lib/db/client.ts'
import type { CheckpointView } from '#lib/gateway/protocol.ts'
import { requireStudent } from './override-grade.ts'

export type TimelineEntry = { at: number } & (
  | { kind: 'result'; checkpoint: string; passed: boolean; earned: number; via: CheckpointView['via']; attempt: number }
  | { kind: 'hint'; checkpoint: string; number: number }
  | { kind: 'attempt'; lesson: string; attempt: number }
  | {
      kind: 'done'
      source: 'gui' | 'terminal'
      command: string | null
      summary: string
      params: Record<string, string | number>
    }
  | { kind: 'staff'; actorName: string; action: string; params: Record<string, string | number> }
)

/** The newest first. */
const most = 500

/** What a student did and earned, in the order of time. Codes: class.not-found, grades.no-student. */
export async function readTimeline(
  actor: Actor,
  { classId, studentId }: { classId: string; studentId: string },
): Promise<TimelineEntry[]> {
  await requireClass({ actor, classId, verb: 'view', archivedToo: true })
  await requireStudent(classId, studentId)
  const newest = { take: most, orderBy: { at: 'desc' } } as const
  const [results, hints, attempts, history, audit] = await Promise.all([
    db().checkpointResult.findMany({ where: { studentId }, omit: { evidence: true } }),
    db().hint.findMany({ where: { studentId }, ...newest }),
    db().attempt.findMany({ where: { studentId } }),
    db().historyEntry.findMany({ where: { lab: { studentId } }, omit: { diff: true }, ...newest }),
    db().auditEntry.findMany({ where: { studentId }, ...newest }),
  ])
  const entries: TimelineEntry[] = [
    ...results.map(({ checkpoint, status, earned, via, attempt, passedAt, updatedAt }) => ({
      kind: 'result' as const,
      at: (passedAt ?? updatedAt).getTime(),
      passed: status === 'passed',
      via: via as CheckpointView['via'],
      ...{ checkpoint, earned, attempt },
    })),
    ...hints.map(({ checkpoint, number, at }) => ({ kind: 'hint' as const, at: at.getTime(), checkpoint, number })),
    ...attempts.map(({ lesson, attempt, startedAt }) => ({
      kind: 'attempt' as const,
      at: startedAt.getTime(),
      ...{ lesson, attempt },
    })),
    ...history.map(({ at, source, command, summary, params }) => ({
      kind: 'done' as const,
      at: at.getTime(),
      source: source as 'gui' | 'terminal',
      params: JSON.parse(params),
      ...{ command, summary },
    })),
    ...audit.map(({ at, actorName, action, params }) => ({
      kind: 'staff' as const,
      at: at.getTime(),
      params: JSON.parse(params),
      ...{ actorName, action },
    })),
  ]
  return entries.toSorted((a, b) => b.at - a.at).slice(0, most)
}
