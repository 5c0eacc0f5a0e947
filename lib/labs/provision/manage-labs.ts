import type { Actor } from '#lib/access/actor.ts'
import { log } from '#lib/base/log.ts'
import { requireClass } from '#lib/classes/class-record.ts'
import { classError } from '#lib/classes/class-error.ts'
import { startLabInBackground } from '../background-start.ts'
import { courseId } from '../course.ts'
import { listRecords } from '../lab-record.ts'
import { deleteLab, resetLab, stopLab } from '../lab-service.ts'
import { listRenewable, renewLab } from '../renew-lab.ts'
import { requireLab } from '../require-lab.ts'

export const labActs = ['start', 'stop', 'reset', 'renew', 'delete'] as const
export type LabAct = (typeof labActs)[number]

/** Shutting down and making anew keep the processors busy: so many at once. */
const atOnce = 2

/**
 * Does the same with the labs of these students of the class, `renew` with those that are not in use; returns when it is under way, how it goes is told by the phases. How many there
 * are is returned. Codes: class.not-found, access.forbidden, class.no-students.
 */
export async function manageLabs(
  actor: Actor,
  { classId, studentIds, act }: { classId: string; studentIds: string[]; act: LabAct },
): Promise<number> {
  await requireClass({ actor, classId, verb: 'manage' })
  const wanted = new Set(studentIds)
  const theirs = (await listRecords()).filter((lab) => lab.courseId === courseId && wanted.has(lab.studentId))
  if (theirs.length === 0) throw classError('no-students', `no labs of ${studentIds.length} students`)
  const labs = act === 'renew' ? await listRenewable(theirs) : theirs
  // Each by its own right, and in its student's log.
  for (const { id: labId } of labs) await requireLab({ actor, labId, verb: 'manage', act: { action: `lab-${act}` } })
  void inTurn(
    labs.map(({ id }) => id),
    act,
  )
  return labs.length
}

async function inTurn(labIds: string[], act: LabAct): Promise<void> {
  const left = [...labIds]
  const next = async () => {
    for (let labId = left.shift(); labId; labId = left.shift()) {
      await perform[act]({ labId }).catch((error: unknown) => log.warn({ err: error, lab: labId }, act))
    }
  }
  await Promise.all(Array.from({ length: atOnce }, next))
}

const perform: Record<LabAct, (lab: { labId: string }) => Promise<void>> = {
  start: async (lab) => startLabInBackground(lab),
  stop: stopLab,
  reset: resetLab,
  renew: renewLab,
  delete: (lab) => deleteLab({ ...lab, keepRecord: true }),
}
