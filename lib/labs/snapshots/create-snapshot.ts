import { checkSnapshot } from '#lib/virt/commands/check-snapshot.ts'
import type { SnapshotForm } from '#lib/virt/commands/snapshot-commands.ts'
import { snapshotError } from '#lib/virt/commands/snapshot-error.ts'
import { lookupDomain, readDomain } from '#lib/virt/domain.ts'
import { createSnapshot as create, listSnapshots } from '#lib/virt/snapshot.ts'
import { snapshotChoices } from '#lib/virt/xml/snapshot-choices.ts'
import { snapshotXml } from '#lib/virt/xml/snapshot-edit.ts'
import { runDomainJob } from '../domain-job.ts'
import type { OperationContext } from '../operations/operation.ts'
import { refuseFirst } from '../storage/refuse.ts'

/** Takes a snapshot; one with memory can be cancelled, and leaves nothing then. Codes: snapshots.*, libvirt.<n>. */
export async function createSnapshot(
  form: SnapshotForm,
  { libvirt, host, signal, progress }: Pick<OperationContext, 'libvirt' | 'host' | 'signal' | 'progress'>,
): Promise<void> {
  const { vm, snapshot: name, description, kind, memoryFile, quiesce } = form
  const domain = await readDomain(libvirt, (await lookupDomain(libvirt, { name: vm })).uuid)
  const key = { uuid: domain.uuid, name: vm }
  const taken = (await listSnapshots(libvirt, key)).map((one) => one.name)
  const choice = snapshotChoices(domain).find((one) => one.kind === kind)
  const obstacle = choice?.obstacle
  refuseFirst([
    ...checkSnapshot(form, taken),
    ...(obstacle ? [snapshotError('kind', obstacle, { because: choice.because })] : []),
  ])
  const file = kind === 'external-memory' ? memoryFile : null
  // libvirt would write over it.
  const isTaken = file !== null && (await host.run(['test', '-e', file])).exitCode === 0
  if (isTaken) refuseFirst([snapshotError('memoryFile', 'memory-file-taken', { path: file })])
  const xml = snapshotXml({ name, description, memoryFile: file })
  const take = () =>
    create(libvirt, {
      domain: key,
      xml,
      diskOnly: kind === 'external',
      atomic: kind !== 'internal',
      quiesce: kind === 'external' && quiesce,
    })
  if (choice?.withMemory) await runDomainJob(libvirt, key, { signal, progress }, take)
  else await take()
}
