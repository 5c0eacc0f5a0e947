import { isVirtLabError } from '#lib/base/error.ts'
import type { Libvirt } from './connect.ts'
import { type ObjectKey, wireObject } from './domain-key.ts'
import { storageProcedures as procedures } from './rpc/procedures.ts'
import type { StoragePool } from './types.ts'
import { parseRoot } from './xml/document.ts'
import { find, text } from './xml/query.ts'
import { readPermissions } from './xml/volume-xml.ts'

const listFlags = { persistent: 1 << 2, autostart: 1 << 4 }
const inactiveXml = 1 << 0
/** virStoragePoolState by number. */
const states = ['inactive', 'building', 'running', 'degraded', 'inaccessible'] as const

export interface PoolRef {
  name: string
  uuid: string
}

export async function listPools(lv: Libvirt, flags = 0): Promise<PoolRef[]> {
  const { pools } = await lv.call(procedures.connectListAllStoragePools, { needResults: true, flags })
  return pools
}

/** Code: libvirt.49 if there is none of that name. */
export async function lookupPool(lv: Libvirt, { name }: { name: string }): Promise<PoolRef> {
  return (await lv.call(procedures.storagePoolLookupByName, { name })).pool
}

/** virsh pool-dumpxml [--inactive]. Code: libvirt.49. */
export async function readPoolXml(
  lv: Libvirt,
  { inactive, ...key }: ObjectKey & { inactive?: boolean },
): Promise<string> {
  const args = { pool: wireObject(key), flags: inactive ? inactiveXml : 0 }
  return (await lv.call(procedures.storagePoolGetXmlDesc, args)).xml
}

/** Everything about one pool (virsh pool-info, pool-dumpxml). Code: libvirt.49 if it is gone. */
export async function readPool(lv: Libvirt, uuid: string): Promise<StoragePool> {
  const pool = wireObject({ uuid })
  const [{ persistent }, autostart] = await Promise.all([
    lv.call(procedures.storagePoolIsPersistent, { pool }),
    lv.call(procedures.storagePoolGetAutostart, { pool }).then((ret) => ret.autostart, falseIfTransient),
  ])
  return readWithStatus(lv, uuid, { persistent, autostart })
}

/** All pools, in a few round trips; one that vanishes meanwhile is left out. */
export async function readPools(lv: Libvirt): Promise<StoragePool[]> {
  const [all, persistent, autostart] = await Promise.all([
    listPools(lv),
    listPools(lv, listFlags.persistent).then(uuids),
    listPools(lv, listFlags.autostart).then(uuids),
  ])
  const read = ({ uuid }: PoolRef): Promise<StoragePool> =>
    readWithStatus(lv, uuid, { persistent: persistent.has(uuid), autostart: autostart.has(uuid) })
  const pools = await Promise.all(all.map((ref) => read(ref).catch(nullIfGone)))
  return pools.filter((pool) => pool !== null)
}

/** virsh pool-refresh: libvirt looks at the volumes again. Codes: libvirt.49, libvirt.55 not active. */
export async function refreshPool(lv: Libvirt, key: ObjectKey): Promise<void> {
  await lv.call(procedures.storagePoolRefresh, { pool: wireObject(key), flags: 0 })
}

type Status = Pick<StoragePool, 'persistent' | 'autostart'>

async function readWithStatus(lv: Libvirt, uuid: string, status: Status): Promise<StoragePool> {
  const [xml, inactiveXml, info] = await Promise.all([
    readPoolXml(lv, { uuid }),
    status.persistent ? readPoolXml(lv, { uuid, inactive: true }) : null,
    lv.call(procedures.storagePoolGetInfo, { pool: wireObject({ uuid }) }),
  ])
  const root = parseRoot(xml)
  return {
    uuid,
    name: text(root, 'name') ?? '',
    state: states[info.state] ?? 'inactive',
    ...status,
    type: root.getAttribute('type') ?? '',
    targetPath: find(root, 'target/path')?.textContent ?? null,
    capacityBytes: info.capacity,
    allocationBytes: info.allocation,
    availableBytes: info.available,
    permissions: readPermissions(root),
    xml,
    inactiveXml,
  }
}

function uuids(refs: PoolRef[]): Set<string> {
  return new Set(refs.map(({ uuid }) => uuid))
}

function falseIfTransient(error: unknown): boolean {
  if (isVirtLabError(error, 'libvirt.55')) return false
  throw error
}

function nullIfGone(error: unknown): null {
  if (isVirtLabError(error, 'libvirt.49')) return null
  throw error
}
