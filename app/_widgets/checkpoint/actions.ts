'use server'

import { requireUser } from '#lib/auth/require-user.ts'
import { isVirtLabError } from '#lib/base/error.ts'
import { log } from '#lib/base/log.ts'
import type { WireError } from '#lib/gateway/protocol.ts'
import { beginExam as beginExamAttempt } from '#lib/grading/attempts.ts'
import { refreshGrading } from '#lib/grading/grader.ts'
import { askHint } from '#lib/grading/hints.ts'
import { toWireError } from '#lib/labs/lab-error.ts'
import { jumpLab } from '#lib/labs/lab-service.ts'
import { requireLab } from '#lib/labs/require-lab.ts'
import { startOf } from '#lib/lessons/lesson-starts.ts'

type Answer<T> = { value: T; error: null } | { value: null; error: WireError }

/** The next hint of a checkpoint (`lesson/id`), which costs points; gives the texts of all so far, in the language. */
export async function showHint(
  labId: string,
  checkpoint: string,
  number: number,
  language: 'zh' | 'en',
): Promise<Answer<string[]>> {
  return answer(async () => {
    const actor = await requireUser()
    const lab = await requireLab({ actor, labId: String(labId), verb: 'view' })
    const hints = await askHint(actor, String(checkpoint), Number(number))
    await refreshGrading(lab.id)
    return hints.map((hint) => hint[language === 'en' ? 'en' : 'zh'])
  })
}

/** Judges the lab's checkpoints from what is the case this moment, also where nothing has told of a change. */
export async function checkNow(labId: string): Promise<Answer<null>> {
  return answer(async () => {
    const lab = await requireLab({ actor: await requireUser(), labId: String(labId), verb: 'view' })
    await refreshGrading(lab.id)
    return null
  })
}

/** Begins an attempt at an exam: other values, and the lesson's host as it is at the beginning. */
export async function beginExam(labId: string, lesson: string): Promise<Answer<null>> {
  return answer(async () => {
    const act = { action: 'exam-begin', params: { lesson: String(lesson) } }
    const lab = await requireLab({ actor: await requireUser(), labId: String(labId), verb: 'manage', act })
    await beginExamAttempt({ studentId: lab.studentId, lesson: String(lesson) })
    void jumpLab({ labId: lab.id, start: startOf(String(lesson)) }).catch((error: unknown) =>
      log.warn({ err: error, lab: lab.id }, 'exam'),
    )
    return null
  })
}

async function answer<T>(work: () => Promise<T>): Promise<Answer<T>> {
  try {
    return { value: await work(), error: null }
  } catch (error) {
    if (isVirtLabError(error)) return { value: null, error: toWireError(error) }
    log.error({ err: error }, 'checkpoint')
    return { value: null, error: { code: 'unexpected', userMessage: 'unexpected', params: {} } }
  }
}
