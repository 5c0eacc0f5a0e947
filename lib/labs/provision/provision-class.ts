import type { Actor } from '#lib/access/actor.ts'
import { writeAudits } from '#lib/audit/audit-log.ts'
import type { Dispose } from '#lib/base/dispose.ts'
import { classError } from '#lib/classes/class-error.ts'
import { listMembers, requireClass } from '#lib/classes/class-record.ts'
import { layersOf } from '#lib/lessons/lesson-starts.ts'
import { courseId } from '../course.ts'
import { listRecords } from '../lab-record.ts'
import { admitLab, readPhase } from '../phase-board.ts'
import { ensureStartTemplate } from '../starts/start-template.ts'
import { type ClassPlan, planClass } from './class-plan.ts'
import { readClassShare } from './class-share.ts'
import { readMachine } from './machine.ts'
import { provisioner } from './provisioner.ts'
import { createProvisioning, type Provisioning, readLatest } from './provisioning-store.ts'

/** Labs that are ready before the time are better than ones that are not. */
const marginMs = 60_000
const mostAheadMs = 14 * 24 * 3600_000

interface Asked {
  actor: Actor
  classId: string
}

/** What it takes to give each student of the class a lab that runs. Codes: class.not-found, access.forbidden, Incus's. */
export async function planProvisioning({ actor, classId }: Asked): Promise<ClassPlan> {
  await requireClass({ actor, classId, verb: 'manage' })
  const phases = await studentPhases(classId)
  const count = (wanted: (phase: string) => boolean) => [...phases.values()].filter(wanted).length
  const labs = {
    ready: count((phase) => phase === 'running'),
    make: count((phase) => phase === 'absent' || phase === 'failed'),
    start: count((phase) => !['running', 'absent', 'failed'].includes(phase)),
  }
  const [machine, share] = await Promise.all([readMachine(), readClassShare(classId)])
  return planClass(labs, machine, share)
}

/**
 * Gives each student of the class, or those of `studentIds`, a lab that runs; new ones at `start`. `readyAt` (ms): by then, not at once. One
 * run of a class at a time. Codes: class.not-found, access.forbidden, class.no-students, class.provisioning-running, class.ready-at (in the
 * past, or more than two weeks ahead), lesson.no-start.
 */
export async function beginProvisioning(
  o: Asked & { start: string; studentIds?: string[]; readyAt?: number },
): Promise<Provisioning> {
  const { actor, classId, start, readyAt } = o
  const record = await requireClass({ actor, classId, verb: 'manage' })
  if (record.archivedAt) throw classError('archived', `${classId} is archived`)
  const students = [...(await studentPhases(classId)).keys()]
  const studentIds = students.filter((id) => o.studentIds?.includes(id) ?? true)
  if (studentIds.length === 0) throw classError('no-students', `${classId} has no such students`)
  if (readyAt !== undefined && (readyAt < Date.now() || readyAt > Date.now() + mostAheadMs))
    throw classError('ready-at', String(readyAt), { status: 400, field: 'readyAt' })
  // Throws for what is no start state.
  layersOf(start)
  if (provisioner().find(classId)) throw classError('provisioning-running', classId)
  const { seconds } = await planProvisioning(o)
  const beginAt = readyAt === undefined ? Date.now() : readyAt - seconds * 1000 - marginMs
  await writeAudits(actor, studentIds, { action: 'lab-provide' })
  const run = await createProvisioning({ classId, start, requestedById: actor.userId, beginAt, studentIds })
  provisioner().add(run)
  // Whatever is left of the start state's preparation, once for all.
  void ensureStartTemplate(start).catch(() => {})
  return run
}

/** Codes: class.not-found, access.forbidden. Nothing to do if none goes on. */
export async function cancelProvisioning({ actor, classId }: Asked): Promise<void> {
  await requireClass({ actor, classId, verb: 'manage' })
  await provisioner().cancel(classId)
}

/** The run that goes on or waits for its time, or else the last one; null if there was none. Code: class.not-found. */
export async function readProvisioning({ actor, classId }: Asked): Promise<Provisioning | null> {
  await requireClass({ actor, classId, verb: 'view' })
  return provisioner().find(classId) ?? readLatest(classId)
}

/** Tells how the class's run stands, at once and at each change until it is disposed of. Code: class.not-found. */
export async function watchProvisioning(
  o: Asked & { onChange: (provisioning: Provisioning | null) => void },
): Promise<Dispose> {
  const { classId, onChange } = o
  onChange(await readProvisioning(o))
  return provisioner().onChange(classId, onChange)
}

/** The phases of the labs of the class's students, by student. */
async function studentPhases(classId: string): Promise<Map<string, string>> {
  const [members, records] = await Promise.all([listMembers(classId), listRecords()])
  const labs = records.filter((lab) => lab.courseId === courseId)
  return new Map(
    members
      .filter(({ role }) => role === 'student')
      .map(({ userId }) => {
        const lab = labs.find(({ studentId }) => studentId === userId)
        if (lab) admitLab(lab)
        return [userId, lab ? readPhase(lab.id).phase : 'absent']
      }),
  )
}
