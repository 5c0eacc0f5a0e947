import { randomBytes } from 'node:crypto'
import { db } from '#lib/db/client.ts'
import type { LabPhase } from '#lib/gateway/protocol.ts'
import { readDeploymentId } from './deployment-id.ts'
import { labError } from './lab-error.ts'

export interface LabRecord {
  id: string
  studentId: string
  courseId: string
  /** Incus instance name. */
  instance: string
  phase: LabPhase
  /** The start state that its host is, or will be, made from: lib/lessons/lesson-starts.ts. */
  start: string
}

type Row = Omit<LabRecord, 'phase'> & { phase: string }

/** The student's lab in the course; made (as a record only, phase absent) if there is none. Concurrent calls give one. */
export async function findOrCreateRecord(o: { studentId: string; courseId: string }): Promise<LabRecord> {
  const { studentId, courseId } = o
  const where = { studentId_courseId: { studentId, courseId } }
  const found = await db().lab.findUnique({ where })
  if (found) return toRecord(found)
  const id = randomBytes(6).toString('hex')
  const phase = JSON.stringify({ phase: 'absent' } satisfies LabPhase)
  const instance = instanceName(await readDeploymentId(), id)
  try {
    return toRecord(await db().lab.create({ data: { id, studentId, courseId, instance, phase } }))
  } catch (error) {
    // Somebody else was faster; or else there is no such student, and then the first error tells.
    const now = await db().lab.findUnique({ where })
    if (now) return toRecord(now)
    throw error
  }
}

export async function readRecord(labId: string): Promise<LabRecord> {
  const row = await db().lab.findUnique({ where: { id: labId } })
  if (!row) throw labError('not-found', `no lab ${labId}`, { status: 404 })
  return toRecord(row)
}

/** Remembers what the lab's host is made from now; what is true in it from the beginning has to be looked at anew. */
export async function setStart(labId: string, start: string): Promise<void> {
  await db().lab.updateMany({ where: { id: labId }, data: { start, given: null } })
}

export async function listRecords(): Promise<LabRecord[]> {
  return (await db().lab.findMany()).map(toRecord)
}

/** Derived from the id alone, so that a restarted server finds it again. */
export function instanceName(deploymentId: string, labId: string): string {
  return `vl-${deploymentId}-${labId}`
}

function toRecord({ id, studentId, courseId, instance, phase, start }: Row): LabRecord {
  return { id, studentId, courseId, instance, phase: JSON.parse(phase) as LabPhase, start }
}
