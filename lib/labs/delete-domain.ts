import { isVirtLabError, VirtLabError } from '#lib/base/error.ts'
import type { DeleteInput } from '#lib/virt/commands/domain-commands.ts'
import type { Libvirt } from '#lib/virt/connect.ts'
import { defineDomain, lookupDomain, readDomain, readDomains, readDomainXml } from '#lib/virt/domain.ts'
import { setAutostart, undefineDomain } from '#lib/virt/domain.ts'
import type { Domain } from '#lib/virt/types.ts'
import { deleteVolume, lookupVolume } from '#lib/virt/volume.ts'
import { runGuiOperation } from './live/gui-operations.ts'

type OwnVolume = Awaited<ReturnType<typeof lookupVolume>>

/**
 * Removes a VM that is off, and the disks that are asked for. All of them are looked up first: with one that cannot be
 * deleted, nothing is. Codes: domain.still-runs, domain.no-such-disk { target }, domain.disk-not-in-pool { path },
 * domain.disk-shared { path, other }, domain.disks-left { paths }, libvirt.<n>.
 */
export async function deleteDomain(
  libvirt: Libvirt,
  { vm, storage, nvram, labId }: DeleteInput & { labId: string },
): Promise<void> {
  const domain = await readDomain(libvirt, (await lookupDomain(libvirt, { name: vm })).uuid)
  // To undefine one that runs makes it transient, with its disks in use.
  if (domain.id !== null) throw failure('still-runs', `${vm} runs`)
  const key = { uuid: domain.uuid, name: domain.name }
  const volumes = await findVolumes(libvirt, domain, storage)
  const xml = await readDomainXml(libvirt, { ...key, inactive: true, secure: true })
  const variables = nvram === 'delete' ? { nvram: true } : { keepNvram: true }
  await undefineDomain(libvirt, { ...key, managedSave: true, snapshotsMetadata: true, ...variables })
  for (const [done, volume] of volumes.entries()) {
    const subjects = [{ kind: 'volume' as const, name: volume.name }]
    try {
      await runGuiOperation({ labId, subjects, settleMs: 3_000 }, () => deleteVolume(libvirt, volume))
    } catch (error) {
      if (done > 0) throw disksLeft(volumes.slice(done), error)
      await defineDomain(libvirt, { xml })
      if (domain.autostart) await setAutostart(libvirt, { ...key, autostart: true })
      throw error
    }
  }
}

async function findVolumes(libvirt: Libvirt, domain: Domain, storage: string[]): Promise<OwnVolume[]> {
  const paths = storage.map((target) => {
    const disk = domain.disks.find((one) => one.target === target)
    if (disk?.source) return disk.source
    throw failure('no-such-disk', `${domain.name} has no disk ${target}`, { target })
  })
  const others = (await readDomains(libvirt)).filter(({ uuid }) => uuid !== domain.uuid)
  for (const path of paths) {
    const other = others.find(({ disks }) => disks.some(({ source }) => source === path))
    if (other) throw failure('disk-shared', `${path} is a disk of ${other.name} too`, { path, other: other.name })
  }
  return Promise.all(paths.map((path) => findVolume(libvirt, path)))
}

async function findVolume(libvirt: Libvirt, path: string): Promise<OwnVolume> {
  return lookupVolume(libvirt, { path }).catch((error: unknown) => {
    if (!isVirtLabError(error, 'libvirt.50')) throw error
    throw failure('disk-not-in-pool', `no active pool has ${path}`, { path }, error)
  })
}

function disksLeft(volumes: OwnVolume[], cause: unknown): VirtLabError {
  const paths = volumes.map(({ path }) => path).join(', ')
  return failure('disks-left', `not deleted: ${paths}`, { paths }, cause)
}

function failure(what: string, message: string, params: Record<string, string> = {}, cause?: unknown): VirtLabError {
  const field = what === 'still-runs' ? 'vm' : 'storage'
  return new VirtLabError({ code: `domain.${what}`, message, params, field, status: 409, cause })
}
