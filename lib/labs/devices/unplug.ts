import { VirtLabError } from '#lib/base/error.ts'
import type { Libvirt } from '#lib/virt/connect.ts'
import { detachLiveDevice } from '#lib/virt/domain-devices.ts'
import type { Domain } from '#lib/virt/types.ts'

/**
 * Takes a device from a running VM and answers when its guest has let go of it.
 * Codes: devices.guest-silent, devices.guest-refused (both: what is kept is as it was), and detachLiveDevice's.
 */
export async function unplug(lv: Libvirt, { uuid, name }: Pick<Domain, 'uuid' | 'name'>, alias: string): Promise<void> {
  const removal = await detachLiveDevice(lv, { uuid, name, alias })
  if (removal === 'removed') return
  const code = removal === 'refused' ? 'devices.guest-refused' : 'devices.guest-silent'
  throw new VirtLabError({ code, message: `${alias} of ${name}: ${removal}`, params: { device: alias }, status: 409 })
}
