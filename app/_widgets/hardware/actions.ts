'use server'

import { requireUser } from '#lib/auth/require-user.ts'
import { isVirtLabError } from '#lib/base/error.ts'
import { log } from '#lib/base/log.ts'
import type { WireError } from '#lib/gateway/protocol.ts'
import { type HardwareHost, readEditableXml, readHardwareHost } from '#lib/labs/hardware/read-hardware-host.ts'
import { toWireError } from '#lib/labs/lab-error.ts'

export type Result<T> = { ok: true; value: T } | { ok: false; error: WireError }

export async function readHardwareHostAction(
  labId: string,
  query: { arch: string; machine: string; accelerator: string },
): Promise<Result<HardwareHost>> {
  const { arch, machine, accelerator } = query
  return answer(async () =>
    readHardwareHost({
      actor: await requireUser(),
      labId,
      arch: String(arch),
      machine: String(machine),
      accelerator: String(accelerator),
    }),
  )
}

export async function readEditableXmlAction(
  labId: string,
  vm: string,
): Promise<Result<{ live: string | null; inactive: string | null }>> {
  return answer(async () => readEditableXml({ actor: await requireUser(), labId, vm: String(vm) }))
}

async function answer<T>(task: () => Promise<T>): Promise<Result<T>> {
  try {
    return { ok: true, value: await task() }
  } catch (error) {
    if (isVirtLabError(error)) return { ok: false, error: toWireError(error) }
    log.error({ err: error }, 'reading the hardware failed')
    return { ok: false, error: { code: 'unexpected', userMessage: 'unexpected', params: {} } }
  }
}
