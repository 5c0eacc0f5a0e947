import { isVirtLabError } from '#lib/base/error.ts'
import type { Libvirt } from './connect.ts'
import { type ObjectKey, wireObject } from './domain-key.ts'
import { lookupPool } from './pool.ts'
import { storageProcedures as procedures } from './rpc/procedures.ts'
import type { StorageVolume } from './types.ts'
import { findVolume, type VolumeKey, type WireVolume } from './volume-key.ts'
import { readVolumeFacts } from './xml/volume-xml.ts'

export { deleteVolume } from './volume-lifecycle.ts'

/** virStorageVolType by number. */
const types = ['file', 'block', 'dir', 'network', 'netdir', 'ploop'] as const

/** Volumes of a pool, by the pool's name or key; none when it is not active. Code: libvirt.49 no such pool. */
export async function listVolumes(lv: Libvirt, { pool }: { pool: string | ObjectKey }): Promise<StorageVolume[]> {
  const key = typeof pool === 'string' ? await lookupPool(lv, { name: pool }) : pool
  const { volumes } = await lv
    .call(procedures.storagePoolListAllVolumes, { pool: wireObject(key), needResults: true, flags: 0 })
    .catch(noneIfInactive)
  const read = await Promise.all(volumes.map((volume) => readVolume(lv, volume).catch(nullIfGone)))
  return read.filter((volume) => volume !== null)
}

/** Code: libvirt.50 if no active pool has a volume at this path. */
export async function lookupVolume(lv: Libvirt, { path }: { path: string }): Promise<StorageVolume & { pool: string }> {
  const { vol } = await lv.call(procedures.storageVolLookupByPath, { path })
  return { ...(await readVolume(lv, vol)), pool: vol.pool }
}

/** virsh vol-info and vol-dumpxml. Codes: as findVolume. */
export async function readVolumeOf(lv: Libvirt, key: VolumeKey): Promise<StorageVolume> {
  return readVolume(lv, await findVolume(lv, key))
}

export async function readVolume(lv: Libvirt, vol: WireVolume): Promise<StorageVolume> {
  const [info, { xml }] = await Promise.all([
    lv.call(procedures.storageVolGetInfo, { vol }),
    lv.call(procedures.storageVolGetXmlDesc, { vol, flags: 0 }),
  ])
  const { path, ...facts } = readVolumeFacts(xml)
  return {
    name: vol.name,
    key: vol.key,
    path: path ?? vol.key,
    type: types[info.type] ?? 'file',
    capacityBytes: info.capacity,
    allocationBytes: info.allocation,
    ...facts,
    xml,
  }
}

/** A pool that is not active has no volumes to show. */
function noneIfInactive(error: unknown): { volumes: WireVolume[] } {
  if (isVirtLabError(error, 'libvirt.55')) return { volumes: [] }
  throw error
}

function nullIfGone(error: unknown): null {
  if (isVirtLabError(error, 'libvirt.50')) return null
  throw error
}
