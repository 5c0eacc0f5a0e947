import type { Libvirt } from './connect.ts'
import { lookupPool } from './pool.ts'
import type { ValueOf } from './rpc/codec.ts'
import { storageProcedures as procedures } from './rpc/procedures.ts'
import type { volume } from './rpc/structs.ts'

export type WireVolume = ValueOf<typeof volume>

export interface VolumeKey {
  /** The pool's name. */
  pool: string
  name: string
}

/** One volume by its pool's name and its own, for calls. Codes: libvirt.49, libvirt.50, libvirt.55 the pool is not active. */
export async function findVolume(lv: Libvirt, { pool, name }: VolumeKey): Promise<WireVolume> {
  const ref = await lookupPool(lv, { name: pool })
  return (await lv.call(procedures.storageVolLookupByName, { pool: ref, name })).vol
}
