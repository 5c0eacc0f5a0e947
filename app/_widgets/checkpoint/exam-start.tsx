import { requireUser } from '#lib/auth/require-user.ts'
import { readAttempt } from '#lib/grading/attempts.ts'
import { ExamStartView } from './exam-start-view.tsx'

/** Begins an exam, or another attempt at it. A server component: it knows which attempt this is. */
export async function ExamStart({ lesson }: { lesson: string }) {
  const { userId: studentId } = await requireUser()
  return <ExamStartView lesson={lesson} attempt={(await readAttempt({ studentId, lesson })).attempt} />
}
