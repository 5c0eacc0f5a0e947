'use server'

import { requireUser } from '#lib/auth/require-user.ts'
import { isVirtLabError } from '#lib/base/error.ts'
import { log } from '#lib/base/log.ts'
import type { WireError } from '#lib/gateway/protocol.ts'
import { toWireError } from '#lib/labs/lab-error.ts'
import { jumpLab } from '#lib/labs/lab-service.ts'
import { requireLab } from '#lib/labs/require-lab.ts'
import { layersOf } from '#lib/lessons/lesson-starts.ts'

/** Puts the host with this start state in the lab's place; returns as soon as it is under way, the live state tells how it goes. */
export async function goToStart(labId: string, start: string, resume: boolean): Promise<WireError | null> {
  try {
    const act = { action: 'lab-jump', params: { start: String(start) } }
    const lab = await requireLab({ actor: await requireUser(), labId: String(labId), verb: 'manage', act })
    layersOf(String(start))
    void jumpLab({ labId: lab.id, start, resume: resume === true }).catch((error: unknown) =>
      log.warn({ err: error, lab: lab.id, start }, 'jump'),
    )
    return null
  } catch (error) {
    if (isVirtLabError(error)) return toWireError(error)
    log.error({ err: error }, 'jump')
    return { code: 'unexpected', userMessage: 'unexpected', params: {} }
  }
}
