'use server'

import { z } from 'zod'
import { actionFailure } from '#app/_classes/action-failure.ts'
import { requireUser } from '#lib/auth/require-user.ts'
import type { WireError } from '#lib/gateway/protocol.ts'
import { sendAllAgain } from '#lib/lti/scores/score-status.ts'

const idSchema = z.string().min(1).max(100)

export async function sendAllAgainAction(classId: string): Promise<{ done: true } | { error: WireError }> {
  try {
    await sendAllAgain(await requireUser(), idSchema.parse(classId))
    return { done: true }
  } catch (error) {
    return { error: actionFailure(error, 'scores were not sent again') }
  }
}
