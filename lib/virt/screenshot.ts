import type { Readable } from 'node:stream'
import type { Libvirt } from './connect.ts'
import { type ObjectKey, wireDomain } from './domain-key.ts'
import { domainProcedures as procedures } from './rpc/procedures.ts'

/**
 * virsh screenshot: a picture of the guest's display as a stream, and its type (image/png, image/x-portable-pixmap).
 * Codes: libvirt.42, libvirt.55 not running, or without a video device.
 */
export async function takeScreenshot(
  lv: Libvirt,
  { screen = 0, signal, ...key }: ObjectKey & { screen?: number; signal?: AbortSignal },
): Promise<{ mime: string; stream: Readable }> {
  const args = { dom: wireDomain(key), screen, flags: 0 }
  const { ret, stream } = await lv.openStream(procedures.domainScreenshot, args, { signal })
  return { mime: ret.mime ?? 'application/octet-stream', stream }
}
