import type { Actor } from '#lib/access/actor.ts'
import type { AuditAct } from '#lib/audit/audit-log.ts'
import { acquireLabHost, type LabHost } from './lab-host.ts'
import type { LabRecord } from './lab-record.ts'
import { requireLab } from './require-lab.ts'

/** Who asks, about which lab. */
export interface LabRequest {
  actor: Actor
  labId: string
}

/**
 * Asks the host of a running lab something, for somebody who may use it; `act`: what it changes, as requireLab notes it.
 * Codes: lab.not-found, lab.not-running, access.forbidden, help.not-taken-over.
 */
export async function withLabHost<T>(
  { actor, labId, act = null }: LabRequest & { act?: AuditAct | null },
  ask: (host: LabHost, lab: LabRecord) => Promise<T>,
): Promise<T> {
  const lab = await requireLab({ actor, labId, verb: 'use', act })
  const host = await acquireLabHost(labId)
  try {
    return await ask(host, lab)
  } finally {
    host.release()
  }
}
