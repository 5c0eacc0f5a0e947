import type { Libvirt } from './connect.ts'
import { type ObjectKey, wireDomain } from './domain-key.ts'
import { domainProcedures as procedures } from './rpc/procedures.ts'

const inBytes = 1 << 0

/** virsh blockresize: the disk (its target, or its path) of a running VM. Codes: libvirt.42, libvirt.55 not running, libvirt.8 no such disk. */
export async function resizeBlockDevice(
  lv: Libvirt,
  { disk, capacityBytes, ...key }: ObjectKey & { disk: string; capacityBytes: number },
): Promise<void> {
  await lv.call(procedures.domainBlockResize, { dom: wireDomain(key), disk, size: capacityBytes, flags: inBytes })
}
