import { randomUUID } from 'node:crypto'
import type { JobProgress } from '#lib/gateway/protocol.ts'
import { checkClone } from '#lib/virt/commands/check-clone.ts'
import { type CloneDisk, type CloneForm, makesVolumesBeforehand } from '#lib/virt/commands/clone-commands.ts'
import { cloneError } from '#lib/virt/commands/clone-error.ts'
import { readConfigXml } from '#lib/virt/domain-config.ts'
import { defineDomain, lookupDomain, readDomains } from '#lib/virt/domain.ts'
import type { Libvirt } from '#lib/virt/connect.ts'
import { lookupPool, readPools, refreshPool } from '#lib/virt/pool.ts'
import { deleteVolume } from '#lib/virt/volume.ts'
import { clonedDomainXml } from '#lib/virt/xml/clone-edit.ts'
import { cloneNvramPath, readCloneFacts } from '#lib/virt/xml/clone-facts.ts'
import { randomMac } from '#lib/virt/xml/device-interface.ts'
import type { OperationContext } from '../operations/operation.ts'
import { cloneVolume } from '../storage/clone-volume.ts'
import { createVolume } from '../storage/create-volume.ts'
import { readStorage } from '../storage/read-storage.ts'
import { refuseFirst } from '../storage/refuse.ts'

type MadeDisk = CloneDisk & { volume: NonNullable<CloneDisk['volume']> }

/**
 * Clones a VM that is off, as virt-clone does, and by linked volumes too. Cancelled or failed, nothing of it is left. Codes:
 * clone.*, those of a new VM's name, volume and MAC, libvirt.<n>.
 */
export async function cloneDomain(form: CloneForm, context: OperationContext): Promise<void> {
  const { libvirt, host, signal } = context
  const { uuid } = await lookupDomain(libvirt, { name: form.vm })
  const [domains, storage, pools] = await Promise.all([readDomains(libvirt), readStorage(libvirt), readPools(libvirt)])
  const domain = domains.find((one) => one.uuid === uuid)
  if (!domain) return refuseFirst([cloneError('vm', 'disks-changed', { vm: form.vm })])
  refuseFirst(checkClone(form, { domain, domains, volumes: storage.volumes, pools }))
  const xml = await readConfigXml(libvirt, { uuid })
  const facts = readCloneFacts(xml)
  const made = form.disks.filter((disk): disk is MadeDisk => disk.way !== 'share' && disk.volume !== null)
  const nvram = facts.nvram === null ? null : { from: facts.nvram, to: cloneNvramPath(facts.nvram, form.name) }
  if (made.some((disk) => pathOf(storage.volumes, disk) !== disk.volume.newPath) || nvram?.to !== form.nvram?.to)
    refuseFirst([cloneError('disks', 'disks-changed', { vm: form.vm })])

  const by = makesVolumesBeforehand(form) ? 'vol-clone' : 'virt-clone'
  if (by === 'virt-clone') await refreshPools(libvirt, made)
  const undo: (() => Promise<unknown>)[] = []
  try {
    const progress = sumProgress(
      made.map((disk) => allocationOf(storage.volumes, disk)),
      context.progress,
    )
    for (const [index, disk] of made.entries()) {
      await makeVolume(disk, by, { ...context, progress: progress(index) })
      const { pool, newName } = disk.volume
      undo.push(() => deleteVolume(libvirt, { pool, name: newName }))
    }
    if (nvram && (await host.run(['test', '-e', nvram.from])).exitCode === 0) {
      await host.run(['cp', '--no-clobber', '--preserve=mode,ownership', '--', nvram.from, nvram.to])
      undo.push(() => host.run(['rm', '-f', '--', nvram.to]))
    }
    signal.throwIfAborted()
    const identity = {
      name: form.name,
      uuid: randomUUID(),
      disks: new Map(made.map(({ target, volume }) => [target, volume.newPath])),
      macs: form.macs.length > 0 ? form.macs : facts.macs.map(() => randomMac()),
      nvram: nvram?.to ?? null,
    }
    await defineDomain(libvirt, { xml: clonedDomainXml(xml, identity) })
  } catch (error) {
    for (const step of undo.toReversed()) await step().catch(() => {})
    throw error
  }
}

/** virt-clone looks into a pool again for a path that it does not know yet: files put there by hand are volumes then. */
async function refreshPools(libvirt: Libvirt, made: readonly MadeDisk[]): Promise<void> {
  for (const name of new Set(made.map(({ volume }) => volume.pool)))
    await refreshPool(libvirt, await lookupPool(libvirt, { name }))
}

type Volumes = readonly { pool: string; name: string; path: string; allocationBytes: number }[]

function volumeOf(volumes: Volumes, { volume }: MadeDisk) {
  return volumes.find(({ pool, name }) => pool === volume.pool && name === volume.name)
}

/** A new volume is in the folder of the old one. */
function pathOf(volumes: Volumes, disk: MadeDisk): string | null {
  const path = volumeOf(volumes, disk)?.path
  return path ? path.slice(0, path.lastIndexOf('/') + 1) + disk.volume.newName : null
}

function allocationOf(volumes: Volumes, disk: MadeDisk): number {
  return disk.way === 'full' ? (volumeOf(volumes, disk)?.allocationBytes ?? 0) : 0
}

async function makeVolume(disk: MadeDisk, by: 'vol-clone' | 'virt-clone', context: OperationContext): Promise<void> {
  const { pool, name, newName } = disk.volume
  if (disk.way === 'full') {
    return cloneVolume({ pool, volume: name, newName, linked: disk.isLinked }, context, by)
  }
  await createVolume(
    {
      pool,
      volume: newName,
      format: 'qcow2',
      capacityBytes: disk.capacityBytes,
      allocation: 'on-demand',
      backing: { volume: name, format: disk.format ?? 'raw' },
    },
    context,
  )
}

/** Several copies as one. */
function sumProgress(totals: readonly number[], report: (progress: JobProgress) => void) {
  const total = Math.max(
    1,
    totals.reduce((sum, one) => sum + one, 0),
  )
  return (index: number) =>
    ({ done }: JobProgress) => {
      const before = totals.slice(0, index).reduce((sum, one) => sum + one, 0)
      report({ done: Math.min(before + done, total), total, unit: 'bytes' })
    }
}
