'use server'

import { z } from 'zod'
import { requireUser } from '#lib/auth/require-user.ts'
import { isVirtLabError } from '#lib/base/error.ts'
import { log } from '#lib/base/log.ts'
import { saveLessonPosition, saveQuizAnswer } from '#lib/progress/lesson-progress.ts'

export type SaveResult = { ok: true } | { ok: false; userMessage: string }

const lessonSlug = z.string().max(80)
const positionInput = z.object({ lesson: lessonSlug, position: z.string().max(80) })
const answerInput = z.object({ lesson: lessonSlug, quiz: z.string().max(80), choice: z.number().int().min(0).max(20) })

/** The heading that the student is at. */
export async function savePositionAction(input: unknown): Promise<SaveResult> {
  return save(async () => saveLessonPosition({ actor: await requireUser(), ...positionInput.parse(input) }))
}

/** A quiz's answer. */
export async function saveAnswerAction(input: unknown): Promise<SaveResult> {
  return save(async () => saveQuizAnswer({ actor: await requireUser(), ...answerInput.parse(input) }))
}

async function save(task: () => Promise<void>): Promise<SaveResult> {
  try {
    await task()
    return { ok: true }
  } catch (error) {
    if (isVirtLabError(error)) return { ok: false, userMessage: error.userMessage }
    log.error({ err: error }, 'lesson action')
    return { ok: false, userMessage: 'unexpected' }
  }
}
