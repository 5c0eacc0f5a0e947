import { checkStorageName } from '#lib/virt/commands/check-storage-name.ts'
import type { VolumeRename } from '#lib/virt/commands/storage-commands.ts'
import { storageError } from '#lib/virt/commands/storage-error.ts'
import type { Libvirt } from '#lib/virt/connect.ts'
import { defineDomain, lookupDomain, readDomain, readDomainXml } from '#lib/virt/domain.ts'
import { snapshotProcedures } from '#lib/virt/rpc/procedures.ts'
import { wireDomain } from '#lib/virt/domain-key.ts'
import { parseXml, serializeXml } from '#lib/virt/xml/document.ts'
import { children, find } from '#lib/virt/xml/query.ts'
import { deleteVolume } from '#lib/virt/volume.ts'
import type { OperationContext } from '../operations/operation.ts'
import { cloneVolume } from './clone-volume.ts'
import { readStorage, volumeIn } from './read-storage.ts'
import { refuseFirst } from './refuse.ts'

/**
 * Gives a volume another name, for which libvirt has no call: copies it, points the VMs at the copy, deletes the old one;
 * or nothing of that. Codes: storage.*, operation.cancelled, libvirt.<n>.
 */
export async function renameVolume(rename: VolumeRename, context: OperationContext): Promise<void> {
  const { libvirt, signal } = context
  const { pool, volume, newName, disks } = rename
  await checkRename(libvirt, rename)
  await cloneVolume(rename, context)
  const before: string[] = []
  try {
    for (const disk of disks) {
      signal.throwIfAborted()
      const ref = await lookupDomain(libvirt, { name: disk.vm })
      const xml = await readDomainXml(libvirt, { ...ref, inactive: true, secure: true })
      before.push(xml)
      const pointed = pointDisksAt(xml, disk.path, disk.newPath)
      if (pointed === null) refuseFirst([storageError('volume', 'rename-users-changed', { volume })])
      else await defineDomain(libvirt, { xml: pointed })
    }
    signal.throwIfAborted()
    await deleteVolume(libvirt, { pool, name: volume })
  } catch (error) {
    for (const xml of before.toReversed()) await defineDomain(libvirt, { xml })
    await deleteVolume(libvirt, { pool, name: newName })
    throw error
  }
}

async function checkRename(libvirt: Libvirt, { pool, volume: name, newName, disks }: VolumeRename): Promise<void> {
  const storage = await readStorage(libvirt)
  const volume = volumeIn(storage, pool, name)
  const names = storage.volumes.filter((one) => one.pool === pool).map((one) => one.name)
  refuseFirst(checkStorageName('newName', newName, names))
  const users = storage.usersOf(volume)
  const linked = users.filter((user) => user.kind === 'volume').map((user) => user.name)
  if (linked.length > 0)
    refuseFirst([storageError('volume', 'volume-is-base', { volume: name, names: linked.join(', ') })])
  const vms = new Set(users.map((user) => user.name))
  const newPath = volume.path.slice(0, volume.path.lastIndexOf('/') + 1) + newName
  const agrees =
    disks.length === vms.size &&
    disks.every((disk) => vms.has(disk.vm) && disk.path === volume.path && disk.newPath === newPath)
  if (!agrees) refuseFirst([storageError('volume', 'rename-users-changed', { volume: name })])
  for (const vm of vms) await checkVm(libvirt, vm)
}

/** Its saved memory and its snapshots know the disk by its old name. */
async function checkVm(libvirt: Libvirt, vm: string): Promise<void> {
  const ref = await lookupDomain(libvirt, { name: vm })
  const { id, hasManagedSave } = await readDomain(libvirt, ref.uuid)
  if (id !== null) refuseFirst([storageError('volume', 'rename-vm-runs', { vm })])
  if (hasManagedSave) refuseFirst([storageError('volume', 'rename-vm-saved', { vm })])
  const args = { dom: wireDomain(ref), needResults: true, flags: 0 }
  const { snapshots } = await libvirt.call(snapshotProcedures.domainListAllSnapshots, args)
  if (snapshots.length > 0) refuseFirst([storageError('volume', 'rename-vm-snapshots', { vm })])
}

/** Null if no disk has this path, as one that names its pool and volume instead. */
function pointDisksAt(xml: string, path: string, newPath: string): string | null {
  const document = parseXml(xml)
  let found = false
  for (const disk of children(find(document.documentElement, 'devices'), 'disk')) {
    const source = find(disk, 'source')
    for (const name of ['file', 'dev']) {
      if (source?.getAttribute(name) !== path) continue
      source.setAttribute(name, newPath)
      found = true
    }
  }
  return found ? serializeXml(document) : null
}
