'use server'

import { requireUser } from '#lib/auth/require-user.ts'
import { isVirtLabError } from '#lib/base/error.ts'
import { log } from '#lib/base/log.ts'
import type { WireError } from '#lib/gateway/protocol.ts'
import { cancelLabStart, startLabInBackground } from '#lib/labs/background-start.ts'
import { toWireError } from '#lib/labs/lab-error.ts'
import { resetLab, stopLab } from '#lib/labs/lab-service.ts'
import { requireLab } from '#lib/labs/require-lab.ts'

export type LabAction = 'start' | 'cancel-start' | 'stop' | 'reset'

const perform: Record<LabAction, (lab: { labId: string }) => void> = {
  start: startLabInBackground,
  'cancel-start': cancelLabStart,
  // Actions of one page wait for each other, so a long one must not be waited for: the phase tells how it goes.
  stop: (lab) => void stopLab(lab).catch((error: unknown) => log.warn({ err: error, ...lab }, 'stop')),
  reset: (lab) => void resetLab(lab).catch((error: unknown) => log.warn({ err: error, ...lab }, 'reset')),
}

/** Starts, stops or resets the lab; returns as soon as it is under way. */
export async function labAction(labId: string, action: LabAction): Promise<WireError | null> {
  try {
    if (!Object.hasOwn(perform, action)) return null
    const act = { action: `lab-${action}` }
    const lab = await requireLab({ actor: await requireUser(), labId: String(labId), verb: 'manage', act })
    perform[action]({ labId: lab.id })
    return null
  } catch (error) {
    if (isVirtLabError(error)) return toWireError(error)
    log.error({ err: error }, 'lab action')
    return { code: 'unexpected', userMessage: 'unexpected', params: {} }
  }
}
