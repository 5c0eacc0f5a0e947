import type { Libvirt } from './connect.ts'
import { type ObjectKey, wireObject } from './domain-key.ts'
import type { PoolRef } from './pool.ts'
import { storageProcedures as procedures } from './rpc/procedures.ts'

/**
 * virsh pool-define: makes a pool, or replaces the one with its name and UUID.
 * Codes: libvirt.9 name or source taken, libvirt.27 not valid XML, libvirt.1 this libvirt has no such kind of pool.
 */
export async function definePool(lv: Libvirt, { xml }: { xml: string }): Promise<PoolRef> {
  return (await lv.call(procedures.storagePoolDefineXml, { xml, flags: 0 })).pool
}

/** virsh pool-build: its directory, mount point or volume group. Codes: libvirt.49, libvirt.55 active, libvirt.38 refused by the host. */
export async function buildPool(lv: Libvirt, key: ObjectKey): Promise<void> {
  await lv.call(procedures.storagePoolBuild, { pool: wireObject(key), flags: 0 })
}

/** virsh pool-start. Codes: libvirt.49, libvirt.55 active already, libvirt.1 and .38 it could not be mounted or opened. */
export async function startPool(lv: Libvirt, key: ObjectKey): Promise<void> {
  await lv.call(procedures.storagePoolCreate, { pool: wireObject(key), flags: 0 })
}

/** virsh pool-destroy: stops it; nothing in it is touched. Codes: libvirt.49, libvirt.55 not active. */
export async function stopPool(lv: Libvirt, key: ObjectKey): Promise<void> {
  await lv.call(procedures.storagePoolDestroy, { pool: wireObject(key) })
}

/** virsh pool-delete: removes the directory, if it is empty, or the volume group. Codes: libvirt.49, libvirt.55 active, libvirt.38. */
export async function deletePool(lv: Libvirt, key: ObjectKey): Promise<void> {
  await lv.call(procedures.storagePoolDelete, { pool: wireObject(key), flags: 0 })
}

/** virsh pool-undefine: forgets it; nothing in it is touched. Codes: libvirt.49, libvirt.55 active. */
export async function undefinePool(lv: Libvirt, key: ObjectKey): Promise<void> {
  await lv.call(procedures.storagePoolUndefine, { pool: wireObject(key) })
}

/** virsh pool-autostart [--disable]; libvirt sends no event for it. Codes: libvirt.49, libvirt.55 a transient pool. */
export async function setPoolAutostart(
  lv: Libvirt,
  { autostart, ...key }: ObjectKey & { autostart: boolean },
): Promise<void> {
  await lv.call(procedures.storagePoolSetAutostart, { pool: wireObject(key), autostart })
}
