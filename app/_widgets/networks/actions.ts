'use server'

import { z } from 'zod'
import { requireUser } from '#lib/auth/require-user.ts'
import { isVirtLabError } from '#lib/base/error.ts'
import type { WireError } from '#lib/gateway/protocol.ts'
import { toWireError } from '#lib/labs/lab-error.ts'
import { diagnoseNetwork } from '#lib/labs/networks/diagnose.ts'
import { readHostNetworking, type HostNetworking } from '#lib/labs/networks/host-networking.ts'
import { type CheckResult, networkChecks } from '#lib/virt/commands/network-diagnosis.ts'

const questionSchema = z.object({
  labId: z.string().max(64),
  vm: z.string().max(255),
  mac: z.string().max(64),
  check: z.enum(networkChecks),
})

/** The host's devices and routes, and the ports that are forwarded; null if it cannot be asked. */
export async function hostNetworking(labId: string): Promise<HostNetworking | null> {
  const actor = await requireUser()
  try {
    return await readHostNetworking({ actor, labId: String(labId) })
  } catch (error) {
    if (isVirtLabError(error)) return null
    throw error
  }
}

/** One check of a VM's NIC. */
export async function diagnose(
  question: z.input<typeof questionSchema>,
): Promise<{ result: CheckResult } | { error: WireError }> {
  const actor = await requireUser()
  try {
    return { result: await diagnoseNetwork({ actor, ...questionSchema.parse(question) }) }
  } catch (error) {
    if (isVirtLabError(error)) return { error: toWireError(error) }
    throw error
  }
}
