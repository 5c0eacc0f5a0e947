import type { Duplex } from 'node:stream'
import type { Libvirt } from './connect.ts'
import { type ObjectKey, wireDomain } from './domain-key.ts'
import { domainProcedures as procedures } from './rpc/procedures.ts'

const forceFlag = 1 << 0
const safeFlag = 1 << 1

/**
 * virsh console: the bytes of a serial or console device (by alias; the first one by default), both ways; destroy() lets
 * go of it. One holder at a time: `force` takes it from another, whose stream then fails; unless libvirtd was just sending to it:
 * then it stays open and silent (seen in 11.3, 1 of 5 times with a guest that writes without pause).
 * Codes: libvirt.42, libvirt.55 not running, libvirt.9 held by another, libvirt.1 no such device.
 */
export async function openConsole(
  lv: Libvirt,
  {
    device = null,
    force = false,
    signal,
    ...key
  }: ObjectKey & { device?: string | null; force?: boolean; signal?: AbortSignal },
): Promise<Duplex> {
  const flags = safeFlag | (force ? forceFlag : 0)
  const args = { dom: wireDomain(key), device, flags }
  const { stream } = await lv.openStream(procedures.domainOpenConsole, args, { signal })
  return stream
}
