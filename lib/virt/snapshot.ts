import { isVirtLabError } from '#lib/base/error.ts'
import type { Libvirt } from './connect.ts'
import { type ObjectKey, wireDomain } from './domain-key.ts'
import { snapshotProcedures as procedures } from './rpc/procedures.ts'
import type { DomainSnapshot } from './types.ts'
import { readSnapshotFacts } from './xml/snapshot-facts.ts'

/** https://libvirt.org/html/libvirt-libvirt-domain-snapshot.html */
const create = { redefine: 1 << 0, diskOnly: 1 << 4, quiesce: 1 << 6, atomic: 1 << 7, live: 1 << 8 }
const revert = { running: 1 << 0, paused: 1 << 1, force: 1 << 2 }
const remove = { children: 1 << 0, childrenOnly: 1 << 2 }
const xmlSecure = 1 << 0

export interface SnapshotKey {
  domain: ObjectKey
  name: string
}

const wire = ({ domain, name }: SnapshotKey) => ({ name, domain: wireDomain(domain) })

/** virsh snapshot-list, snapshot-info and snapshot-dumpxml of all of a VM's. Code: libvirt.42. */
export async function listSnapshots(lv: Libvirt, domain: ObjectKey): Promise<DomainSnapshot[]> {
  const dom = wireDomain(domain)
  const { snapshots } = await lv.call(procedures.domainListAllSnapshots, { dom, needResults: true, flags: 0 })
  if (snapshots.length === 0) return []
  const current = await readCurrent(lv, domain)
  const read = async ({ name }: { name: string }) => {
    const xml = await readSnapshotXml(lv, { domain, name })
    const { disks: _disks, memoryFile: _file, ...facts } = readSnapshotFacts(xml)
    return { ...facts, isCurrent: name === current, xml }
  }
  const views = await Promise.all(snapshots.map((one) => read(one).catch(nullIfGone)))
  return views.filter((view) => view !== null)
}

/** virsh snapshot-dumpxml [--security-info]. Codes: libvirt.42, libvirt.72 no such snapshot. */
export async function readSnapshotXml(
  lv: Libvirt,
  { secure = false, ...key }: SnapshotKey & { secure?: boolean },
): Promise<string> {
  return (await lv.call(procedures.domainSnapshotGetXmlDesc, { snap: wire(key), flags: secure ? xmlSecure : 0 })).xml
}

/**
 * virsh snapshot-create, with --disk-only, --live or --quiesce. With memory, a running VM stands still meanwhile unless `live`.
 * Codes: libvirt.42, libvirt.67 not possible here, libvirt.55 a device forbids it, libvirt.78 aborted, libvirt.38, libvirt.86 no agent.
 */
export async function createSnapshot(
  lv: Libvirt,
  o: { domain: ObjectKey; xml: string; diskOnly?: boolean; atomic?: boolean; live?: boolean; quiesce?: boolean },
): Promise<void> {
  const flags =
    (o.diskOnly ? create.diskOnly : 0) |
    (o.atomic ? create.atomic : 0) |
    (o.live ? create.live : 0) |
    (o.quiesce ? create.quiesce : 0)
  await lv.call(procedures.domainSnapshotCreateXml, { dom: wireDomain(o.domain), xml: o.xml, flags })
}

/** virsh snapshot-create --redefine: what libvirt remembers of it, and nothing on a disk. Codes: libvirt.42, libvirt.27, libvirt.8. */
export async function redefineSnapshot(
  lv: Libvirt,
  { domain, xml }: { domain: ObjectKey; xml: string },
): Promise<void> {
  await lv.call(procedures.domainSnapshotCreateXml, { dom: wireDomain(domain), xml, flags: create.redefine })
}

/**
 * virsh snapshot-revert: a VM that runs gets a new QEMU. Codes: libvirt.42, .72, libvirt.70 risky (needs `force`), libvirt.67,
 * libvirt.38 and libvirt.1 a file is missing.
 */
export async function revertToSnapshot(
  lv: Libvirt,
  { then = null, force = false, ...key }: SnapshotKey & { then?: 'running' | 'paused' | null; force?: boolean },
): Promise<void> {
  const flags = (then ? revert[then] : 0) | (force ? revert.force : 0)
  await lv.call(procedures.domainRevertToSnapshot, { snap: wire(key), flags })
}

/** virsh snapshot-delete [--children | --children-only]. Codes: libvirt.42, .72, libvirt.67 and .84 not for these external ones. */
export async function deleteSnapshot(
  lv: Libvirt,
  { scope = 'one', ...key }: SnapshotKey & { scope?: 'one' | 'with-children' | 'children' },
): Promise<void> {
  const flags = scope === 'one' ? 0 : scope === 'children' ? remove.childrenOnly : remove.children
  await lv.call(procedures.domainSnapshotDelete, { snap: wire(key), flags })
}

/** virsh snapshot-current --name; null if none is. Code: libvirt.42. */
async function readCurrent(lv: Libvirt, domain: ObjectKey): Promise<string | null> {
  try {
    const { snap } = await lv.call(procedures.domainSnapshotCurrent, { dom: wireDomain(domain), flags: 0 })
    return snap.name
  } catch (error) {
    return nullIfGone(error)
  }
}

function nullIfGone(error: unknown): null {
  if (isVirtLabError(error, 'libvirt.72')) return null
  throw error
}
