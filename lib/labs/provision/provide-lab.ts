import { plainStart } from '#lib/lessons/lesson-starts.ts'
import { courseId } from '../course.ts'
import { setStart } from '../lab-record.ts'
import { findOrCreateLab, startLab } from '../lab-service.ts'

/**
 * Brings the student's lab up, made at `start` if there is none yet; one that is there keeps what is in it. Codes: startLab's. What was
 * half made is undone when it fails or is aborted.
 */
export async function provideLab(o: { studentId: string; start: string; signal: AbortSignal }): Promise<void> {
  const { studentId, start, signal } = o
  const lab = await findOrCreateLab({ studentId, courseId })
  // Only one that never had a host: else the student would find another chapter's.
  if (lab.phase.phase === 'absent' && lab.start === plainStart && start !== plainStart) await setStart(lab.id, start)
  // Whoever opens theirs comes first: what is given to all takes nobody's place, and does not wait for one.
  await startLab({ labId: lab.id, signal, wait: false })
}
