import { metrics } from '#lib/base/metrics.ts'
import { db } from '#lib/db/client.ts'
import type { CheckpointView } from '#lib/gateway/protocol.ts'
import { tellGrades } from './grade-changes.ts'
import type { StoredEvidence } from './judge-again.ts'

export interface StoredResult {
  checkpoint: string
  attempt: number
  status: 'passed' | 'partial'
  earned: number
  passedAt: number | null
  via: CheckpointView['via']
}

export interface ResultKey {
  studentId: string
  checkpoint: string
  attempt: number
}

/** What a student has earned, of every attempt. */
export async function readResults(studentId: string): Promise<StoredResult[]> {
  return (await readResultsOf([studentId])).get(studentId) ?? []
}

/** The same of many students at once, by student. */
export async function readResultsOf(studentIds: string[]): Promise<Map<string, StoredResult[]>> {
  const rows = await db().checkpointResult.findMany({
    where: { studentId: { in: studentIds } },
    omit: { evidence: true },
  })
  const results = new Map<string, StoredResult[]>(studentIds.map((id) => [id, []]))
  for (const { studentId, checkpoint, attempt, status, earned, passedAt, via } of rows)
    results.get(studentId)?.push({
      checkpoint,
      attempt,
      status: status as StoredResult['status'],
      earned,
      passedAt: passedAt?.getTime() ?? null,
      via: via as StoredResult['via'],
    })
  return results
}

/** The checkpoints that a student has passed, in whatever attempt, by id; with the most points that any attempt has earned. */
export async function readPasses(studentId: string): Promise<Map<string, StoredResult>> {
  const passes = new Map<string, StoredResult>()
  for (const result of await readResults(studentId)) {
    const best = passes.get(result.checkpoint)
    if (result.status === 'passed' && result.earned >= (best?.earned ?? 0)) passes.set(result.checkpoint, result)
  }
  return passes
}

/** Stores what was earned with the evidence that it was judged from; a pass stands: nothing less follows it. */
export async function storeResult(
  key: ResultKey,
  o: StoredEvidence & { result: Omit<StoredResult, 'checkpoint' | 'attempt'> },
): Promise<void> {
  const { result, ...judgedFrom } = o
  const data = {
    status: result.status,
    earned: result.earned,
    via: result.via,
    passedAt: result.passedAt === null ? null : new Date(result.passedAt),
    evidence: JSON.stringify(judgedFrom),
  }
  const { count } = await db().checkpointResult.updateMany({ where: { ...key, status: { not: 'passed' } }, data })
  if (count === 0) {
    const where = { studentId_checkpoint_attempt: key }
    await db().checkpointResult.upsert({ where, create: { ...key, ...data }, update: {} })
  }
  if (result.status === 'passed') metrics().checkpointPasses.inc()
  tellGrades(key.studentId)
}

/** By which way a pass was reached, told after it; or that it was reached again, the other way. */
export async function storeWay(key: ResultKey, via: StoredResult['via']): Promise<void> {
  await db().checkpointResult.updateMany({ where: key, data: { via } })
  tellGrades(key.studentId)
}

/** What a stored result was judged from, to judge it again with `evaluate`; null if there is none. */
export async function readEvidence(studentId: string, checkpoint: string, attempt = 1): Promise<StoredEvidence | null> {
  const where = { studentId_checkpoint_attempt: { studentId, checkpoint, attempt } }
  const row = await db().checkpointResult.findUnique({ where })
  return row && row.evidence !== '{}' ? JSON.parse(row.evidence) : null
}
