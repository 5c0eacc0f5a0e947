'use server'

import { z } from 'zod'
import { actionFailure } from '#app/_classes/action-failure.ts'
import { requireUser } from '#lib/auth/require-user.ts'
import { type GradeDetail, readGradeDetail } from '#lib/gradebook/grade-detail.ts'
import { overrideGrade } from '#lib/gradebook/override-grade.ts'
import { regradeClass } from '#lib/gradebook/regrade-class.ts'
import type { WireError } from '#lib/gateway/protocol.ts'

const id = z.string().min(1).max(100)
const gradeKey = z.object({ classId: id, studentId: id, checkpoint: id })
const override = gradeKey.extend({ points: z.number().nullable(), reason: z.string().max(2000) })
const regradeRequest = z.object({ classId: id, only: id.optional(), apply: z.boolean() })

type Answer<T> = { value: T } | { error: WireError }

export async function gradeDetailAction(key: z.infer<typeof gradeKey>): Promise<Answer<GradeDetail>> {
  return answer('a grade was not read', async () => readGradeDetail(await requireUser(), gradeKey.parse(key)))
}

export async function overrideGradeAction(form: z.infer<typeof override>): Promise<Answer<null>> {
  return answer('a grade was not set', async () => {
    await overrideGrade(await requireUser(), override.parse(form))
    return null
  })
}

export type RegradeAnswer = Awaited<ReturnType<typeof regradeClass>>

export async function regradeAction(request: z.infer<typeof regradeRequest>): Promise<Answer<RegradeAnswer>> {
  return answer('a class was not judged again', async () =>
    regradeClass(await requireUser(), regradeRequest.parse(request)),
  )
}

async function answer<T>(what: string, act: () => Promise<T>): Promise<Answer<T>> {
  try {
    return { value: await act() }
  } catch (error) {
    return { error: actionFailure(error, what) }
  }
}
