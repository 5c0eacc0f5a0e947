'use server'

import { requireUser } from '#lib/auth/require-user.ts'
import { isVirtLabError } from '#lib/base/error.ts'
import { log } from '#lib/base/log.ts'
import type { CreationView, WireError } from '#lib/gateway/protocol.ts'
import { cancelCreation, createVm } from '#lib/labs/creation/creations.ts'
import { detectOs, listOses, previewXml, readCreateLimits, readDomainXmls } from '#lib/labs/creation/create-options.ts'
import type { OperatingSystem, OsDetection } from '#lib/labs/creation/operating-systems.ts'
import { toWireError } from '#lib/labs/lab-error.ts'
import type { CreateLimits } from '#lib/virt/commands/create-limits.ts'

export type Result<T> = { ok: true; value: T } | { ok: false; error: WireError }

export interface CreateOptions {
  limits: CreateLimits
  systems: OperatingSystem[]
}

/** What the wizard offers: the host as it is now, and the systems that libosinfo knows. */
export async function readCreateOptionsAction(labId: string): Promise<Result<CreateOptions>> {
  return answer(async () => {
    const request = { actor: await requireUser(), labId }
    const [limits, systems] = await Promise.all([readCreateLimits(request), listOses(request)])
    return { limits, systems }
  })
}

export async function detectOsAction(labId: string, source: string): Promise<Result<OsDetection>> {
  return answer(async () => detectOs({ actor: await requireUser(), labId, source: String(source) }))
}

export async function previewXmlAction(labId: string, form: unknown): Promise<Result<string>> {
  return answer(async () => previewXml({ actor: await requireUser(), labId, form }))
}

export async function createVmAction(
  labId: string,
  form: unknown,
  idempotencyKey: string,
): Promise<Result<CreationView | { invalid: WireError[] }>> {
  return answer(async () =>
    createVm({ actor: await requireUser(), labId, form, idempotencyKey: String(idempotencyKey) }),
  )
}

export async function cancelCreationAction(labId: string, creationId: string): Promise<Result<CreationView>> {
  return answer(async () => cancelCreation({ actor: await requireUser(), labId, creationId }))
}

export async function readDomainXmlsAction(
  labId: string,
  uuid: string,
): Promise<Result<{ live: string | null; persistent: string | null }>> {
  return answer(async () => readDomainXmls({ actor: await requireUser(), labId, uuid }))
}

async function answer<T>(task: () => Promise<T>): Promise<Result<T>> {
  try {
    return { ok: true, value: await task() }
  } catch (error) {
    if (isVirtLabError(error)) return { ok: false, error: toWireError(error) }
    log.error({ err: error }, 'wizard action')
    return { ok: false, error: { code: 'unexpected', userMessage: 'unexpected', params: {} } }
  }
}
