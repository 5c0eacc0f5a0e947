import { isVirtLabError, VirtLabError } from '#lib/base/error.ts'
import { checkDescription } from '#lib/virt/commands/check-snapshot.ts'
import type { DeleteSnapshotInput, DescribeInput, RevertInput } from '#lib/virt/commands/snapshot-commands.ts'
import { snapshotError } from '#lib/virt/commands/snapshot-error.ts'
import type { Libvirt } from '#lib/virt/connect.ts'
import { lookupDomain } from '#lib/virt/domain.ts'
import { deleteSnapshot as remove, readSnapshotXml, redefineSnapshot, revertToSnapshot } from '#lib/virt/snapshot.ts'
import { parseRoot } from '#lib/virt/xml/document.ts'
import { attribute, children, find } from '#lib/virt/xml/query.ts'
import { describedSnapshotXml } from '#lib/virt/xml/snapshot-edit.ts'
import { snapshotDomainXml } from '#lib/virt/xml/snapshot-facts.ts'
import { refuseFirst } from '../storage/refuse.ts'

const findSnapshot = async (libvirt: Libvirt, vm: string, name: string) => ({
  domain: await lookupDomain(libvirt, { name: vm }),
  name,
})
type SnapshotKey = Awaited<ReturnType<typeof findSnapshot>>

/** Takes the VM back. Codes: snapshots.gone, .file-missing, .revert-risky, .unsupported, libvirt.<n>. */
export async function revertSnapshot(libvirt: Libvirt, { vm, snapshot, state, force }: RevertInput): Promise<void> {
  const key = await findSnapshot(libvirt, vm, snapshot)
  const then = state === 'as-it-was' ? null : state
  await revertToSnapshot(libvirt, { ...key, then, force }).catch(async (error: unknown) => {
    const configuration = (await lacksFile(libvirt, key, error)) ? 'file-missing' : 'unsupported'
    throw explain(error, { 70: 'revert-risky', 38: 'file-missing', 67: configuration, 84: 'unsupported' })
  })
}

/**
 * Going back to an external snapshot begins a new file over the old one. libvirt says "not a regular file" of a block device,
 * of which it cannot, and just the same of a file that is gone.
 */
async function lacksFile(libvirt: Libvirt, key: SnapshotKey, error: unknown): Promise<boolean> {
  const target = isVirtLabError(error) && /disk '([^']+)' is not a regular file/.exec(error.message)?.[1]
  if (!target) return false
  const xml = snapshotDomainXml(await readSnapshotXml(libvirt, key).catch(() => '<domainsnapshot/>'))
  const disks = xml === null ? [] : children(find(parseRoot(xml), 'devices'), 'disk')
  return disks.some((disk) => attribute(disk, 'target', 'dev') === target && disk.getAttribute('type') === 'file')
}

/** Deletes snapshots: what they hold, or merges it into what is after. Codes: snapshots.gone, .file-missing, .unsupported, libvirt.<n>. */
export async function deleteSnapshot(libvirt: Libvirt, { vm, snapshot, scope }: DeleteSnapshotInput): Promise<void> {
  const key = await findSnapshot(libvirt, vm, snapshot)
  await remove(libvirt, { ...key, scope }).catch((error: unknown) => {
    throw explain(error, { 38: 'file-missing', 67: 'unsupported', 84: 'unsupported' })
  })
}

/** Gives a snapshot another description. Codes: snapshots.gone, .description-*, .changed-meanwhile, libvirt.<n>. */
export async function describeSnapshot(libvirt: Libvirt, { vm, snapshot, description, xml }: DescribeInput) {
  refuseFirst(checkDescription(description))
  const key = await findSnapshot(libvirt, vm, snapshot)
  const read = (secure: boolean) =>
    readSnapshotXml(libvirt, { ...key, secure }).catch((error: unknown) => {
      throw explain(error, {})
    })
  const [now, whole] = await Promise.all([read(false), read(true)])
  if (describedSnapshotXml(now, description) !== xml) refuseFirst([snapshotError('description', 'changed-meanwhile')])
  // With its passwords, which the page is not told.
  await redefineSnapshot(libvirt, { domain: key.domain, xml: describedSnapshotXml(whole, description) })
}

/** libvirt's words stay with it. */
function explain(error: unknown, meanings: Record<number, string>): unknown {
  if (!isVirtLabError(error)) return error
  const number = Number(/^libvirt\.(\d+)$/.exec(error.code)?.[1])
  const missing = /No such file|does not exist|Could not open/i.test(error.message) && 38 in meanings
  const meaning = number === 72 ? 'gone' : missing ? 'file-missing' : meanings[number]
  if (!meaning) return error
  const { message, params, status } = error
  return new VirtLabError({ code: `snapshots.${meaning}`, message, params, status, cause: error })
}
