import { log } from '#lib/base/log.ts'
import type { LabRecord } from './lab-record.ts'
import { findOrCreateLab, jumpLab } from './lab-service.ts'

/**
 * The student's lab in the course, for the page of a lesson that they open. One that has no host gets the lesson's, in the background:
 * it comes up while the browser still draws the page; the phase tells how it goes.
 */
export async function openLab(o: { studentId: string; courseId: string; start: string }): Promise<LabRecord> {
  const { start, ...key } = o
  const lab = await findOrCreateLab(key)
  if (lab.phase.phase === 'absent') {
    jumpLab({ labId: lab.id, start, resume: true }).catch((error: unknown) =>
      log.warn({ err: error, lab: lab.id }, 'the lab did not start'),
    )
  }
  return lab
}
