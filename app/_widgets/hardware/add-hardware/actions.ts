'use server'

import { requireUser } from '#lib/auth/require-user.ts'
import { isVirtLabError } from '#lib/base/error.ts'
import { log } from '#lib/base/log.ts'
import { type DeviceChoices, readDeviceChoices } from '#lib/labs/devices/device-choices.ts'

/** What a VM's devices can be made of on this host; null if it cannot be asked now. */
export async function readDeviceChoicesAction(labId: string, vm: string): Promise<DeviceChoices | null> {
  try {
    return await readDeviceChoices({ actor: await requireUser(), labId: String(labId), vm: String(vm) })
  } catch (error) {
    if (!isVirtLabError(error)) log.error({ err: error }, 'device choices')
    return null
  }
}
