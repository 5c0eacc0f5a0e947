import type { Libvirt } from './connect.ts'
import { lookupPool } from './pool.ts'
import type { CallOptions } from './rpc/connection.ts'
import { storageProcedures as procedures } from './rpc/procedures.ts'
import { findVolume, type VolumeKey } from './volume-key.ts'
import { renamedVolumeXml, virtCloneVolumeXml } from './xml/volume-xml.ts'

const create = { preallocateMetadata: 1 << 0 }
const resize = { shrink: 1 << 2 }

/**
 * virsh vol-create. With `preallocateMetadata` qcow2's tables are written, and with an allocation of the whole capacity
 * its blocks too. Codes: libvirt.49, libvirt.55 the pool is not active or the file exists, libvirt.90 the name is taken, libvirt.38, libvirt.1.
 */
export async function createVolume(
  lv: Libvirt,
  { pool, xml, preallocateMetadata }: { pool: string; xml: string; preallocateMetadata?: boolean },
  options?: CallOptions,
): Promise<void> {
  const ref = await lookupPool(lv, { name: pool })
  const flags = preallocateMetadata ? create.preallocateMetadata : 0
  await lv.call(procedures.storageVolCreateXml, { pool: ref, xml, flags }, options)
}

/**
 * A copy in the same pool, as virsh vol-clone makes it or as virt-clone does. A linked volume's copy holds all its data itself;
 * that vol-clone's XML of it still names the backing file is wrong until the pool is refreshed.
 * Codes: as createVolume, libvirt.50.
 */
export async function cloneVolume(
  lv: Libvirt,
  { pool, name, newName, by }: VolumeKey & { newName: string; by: 'vol-clone' | 'virt-clone' },
  options?: CallOptions,
): Promise<void> {
  const ref = await lookupPool(lv, { name: pool })
  const source = await findVolume(lv, { pool, name })
  const { xml } = await lv.call(procedures.storageVolGetXmlDesc, { vol: source, flags: 0 })
  const copy = by === 'virt-clone' ? virtCloneVolumeXml(xml, newName) : renamedVolumeXml(xml, newName)
  const args = { pool: ref, xml: copy, source, flags: 0 }
  await lv.call(procedures.storageVolCreateXmlFrom, args, options)
}

/**
 * virsh vol-resize [--shrink]; what is beyond a smaller end is gone. Codes: libvirt.50, libvirt.8 smaller without `shrink`,
 * libvirt.1 a VM has it open, libvirt.38.
 */
export async function resizeVolume(
  lv: Libvirt,
  { capacityBytes, shrink, ...key }: VolumeKey & { capacityBytes: number; shrink?: boolean },
): Promise<void> {
  const flags = shrink ? resize.shrink : 0
  await lv.call(procedures.storageVolResize, { vol: await findVolume(lv, key), capacity: capacityBytes, flags })
}

/** virsh vol-delete: the data is gone, whoever needs it. Codes: libvirt.49, libvirt.50, libvirt.55 in use by libvirt itself. */
export async function deleteVolume(lv: Libvirt, key: VolumeKey): Promise<void> {
  await lv.call(procedures.storageVolDelete, { vol: await findVolume(lv, key), flags: 0 })
}
