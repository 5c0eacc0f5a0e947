import type { VolumeView } from '#lib/gateway/protocol.ts'
import { VirtLabError } from '#lib/base/error.ts'
import type { Libvirt } from '#lib/virt/connect.ts'
import { readDomains } from '#lib/virt/domain.ts'
import { lookupPool, readPool, readPools } from '#lib/virt/pool.ts'
import type { StoragePool } from '#lib/virt/types.ts'
import { listVolumes } from '#lib/virt/volume.ts'
import { usersOfVolume, type VolumeUser } from '#lib/virt/xml/volume-users.ts'
import { storageError } from '#lib/virt/commands/storage-error.ts'

/** All that is stored in a lab, and its VMs, as they are now. */
export interface StorageNow {
  volumes: VolumeView[]
  usersOf(volume: VolumeView): VolumeUser[]
}

export async function readStorage(lv: Libvirt): Promise<StorageNow> {
  const [pools, domains] = await Promise.all([readPools(lv), readDomains(lv)])
  const lists = await Promise.all(
    pools.map(async (pool) => (await listVolumes(lv, { pool })).map((volume) => ({ ...volume, pool: pool.name }))),
  )
  const volumes = lists.flat()
  return { volumes, usersOf: (volume) => usersOfVolume(volume, domains, volumes) }
}

/** Code: libvirt.49. */
export async function readPoolNamed(lv: Libvirt, name: string): Promise<StoragePool> {
  const { uuid } = await lookupPool(lv, { name })
  return readPool(lv, uuid)
}

/** Code: storage.volume-gone. */
export function volumeIn({ volumes }: StorageNow, pool: string, name: string): VolumeView {
  const found = volumes.find((volume) => volume.pool === pool && volume.name === name)
  if (found) return found
  const { code, params, field } = storageError('volume', 'volume-gone', { volume: name, pool })
  throw new VirtLabError({ code, message: name, params, field, status: 404 })
}

/** What the page says of a volume that must not go, as the error of its deletion; null if nobody needs it. */
export function whyKept(users: readonly VolumeUser[], name: string) {
  const vms = users.filter((user) => user.kind === 'vm').map((user) => user.name)
  const linked = users.filter((user) => user.kind === 'volume').map((user) => user.name)
  if (linked.length > 0) return storageError('volume', 'volume-is-base', { volume: name, names: linked.join(', ') })
  if (vms.length > 0)
    return storageError('volume', 'volume-in-use', { volume: name, names: [...new Set(vms)].join(', ') })
  return null
}
