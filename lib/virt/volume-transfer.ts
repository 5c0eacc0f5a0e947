import type { Libvirt } from './connect.ts'
import type { CallOptions } from './rpc/connection.ts'
import { storageProcedures as procedures } from './rpc/procedures.ts'
import type { LibvirtStream } from './stream.ts'
import { findVolume, type VolumeKey } from './volume-key.ts'

/**
 * virsh vol-upload: what is written goes into the volume from its start; ending it waits for libvirt's word, after which
 * libvirt looks at the format again. Codes: libvirt.49, libvirt.50, libvirt.55 the volume is in use.
 */
export async function openUpload(
  lv: Libvirt,
  { bytes, ...key }: VolumeKey & { bytes: number },
  options?: CallOptions,
): Promise<LibvirtStream> {
  const args = { vol: await findVolume(lv, key), offset: 0, length: bytes, flags: 0 }
  return (await lv.openStream(procedures.storageVolUpload, args, options)).stream
}

/** virsh vol-download: the file's bytes as they are, the first `bytes` of them or, with 0, all. Codes: as openUpload. */
export async function openDownload(
  lv: Libvirt,
  { bytes, ...key }: VolumeKey & { bytes: number },
  options?: CallOptions,
): Promise<LibvirtStream> {
  const args = { vol: await findVolume(lv, key), offset: 0, length: bytes, flags: 0 }
  return (await lv.openStream(procedures.storageVolDownload, args, options)).stream
}
