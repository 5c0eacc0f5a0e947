import { setTimeout as delay } from 'node:timers/promises'
import { isVirtLabError } from '#lib/base/error.ts'
import type { Libvirt } from '#lib/virt/connect.ts'
import { destroyDomain, listDomains, readDomains, undefineDomain } from '#lib/virt/domain.ts'
import { deleteVolume, listVolumes } from '#lib/virt/volume.ts'
import type { Domain, StorageVolume } from '#lib/virt/types.ts'
import type { StoredCreation } from './creation-store.ts'
import { readProgress } from './read-progress.ts'

const noDomain = 'libvirt.42'
const noVolume = 'libvirt.50'
const noPool = 'libvirt.49'

/** How virt-install ended: by itself, having removed what it could not use, or in the middle of anything. */
export type CreationEnd = 'exited' | 'killed'

/** Removes what this creation made and nothing else, though another of that name was made meanwhile. Safe to repeat. */
export async function undoCreation(libvirt: Libvirt, creation: StoredCreation, end: CreationEnd): Promise<void> {
  const domains = await readDomains(libvirt)
  const volumes = await findOwnVolumes(libvirt, creation)
  const own = domains.find((domain) => isOwnDomain(domain, creation, volumes, end))
  if (own) await removeDomain(libvirt, own)
  const others = domains.filter((domain) => domain !== own)
  const namesake = others.some(({ name }) => name === creation.view.name)
  const used = new Set(others.flatMap(diskSources))
  for (const { name, path, said } of volumes) {
    // What was not said may as well be what a VM of the same name is being made with.
    const ours = said || (end === 'killed' && !namesake)
    if (ours && !used.has(path)) await removeVolume(libvirt, creation.start.form.pool, name)
  }
}

/** The domain with this creation's name, which must have been created: the uuid, or null. */
export async function findCreatedDomain(libvirt: Libvirt, creation: StoredCreation): Promise<string | null> {
  const ref = (await listDomains(libvirt)).find((domain) => domain.name === creation.view.name)
  return ref?.uuid ?? null
}

function isOwnDomain(domain: Domain, { view, start }: StoredCreation, volumes: OwnVolume[], end: CreationEnd): boolean {
  if (domain.name !== view.name) return false
  if (view.domainUuid) return view.domainUuid === domain.uuid
  if (readProgress(view.output, start.form).created) return true
  // It has said nothing of a domain. One that has the disk which only this creation knows is its own all the same.
  const { method, storage, importPath, storagePath } = start.form
  const paths = new Set(volumes.filter(({ said }) => said || end === 'killed').map(({ path }) => path))
  if (end === 'killed' && method === 'import') paths.add(importPath)
  else if (end === 'killed' && storage === 'existing') paths.add(storagePath)
  return diskSources(domain).some((source) => paths.has(source))
}

interface OwnVolume extends StorageVolume {
  /** virt-install has said that it made it. Else it is the one it would have made next. */
  said: boolean
}

async function findOwnVolumes(libvirt: Libvirt, { view, start }: StoredCreation): Promise<OwnVolume[]> {
  const { form, volumesBefore } = start
  if (form.method === 'import' || form.storage !== 'create') return []
  const { allocated } = readProgress(view.output, form)
  const next = allocated.length > 0 ? null : nextStem(view.name, volumesBefore)
  const volumes = await listVolumes(libvirt, { pool: form.pool }).catch(ignore(noPool))
  return (volumes ?? [])
    .filter(({ name }) => !volumesBefore.includes(name))
    .map((volume) => ({ ...volume, said: allocated.includes(volume.name) }))
    .filter(({ name, said }) => said || (next !== null && isVolumeNamed(name, next)))
}

/** The volume names (but for the ending) that virt-install tries: the VM's, then NAME-1, NAME-2…; the first that is free. */
function nextStem(name: string, taken: readonly string[]): string {
  const isTaken = (stem: string) => taken.some((volume) => isVolumeNamed(volume, stem))
  let stem = name
  for (let number = 1; isTaken(stem); number++) stem = `${name}-${number}`
  return stem
}

function isVolumeNamed(volume: string, stem: string): boolean {
  return volume.startsWith(stem) && /^(\.(qcow2|img|raw|qed))?$/.test(volume.slice(stem.length))
}

const diskSources = (domain: Domain) => domain.disks.flatMap((disk) => (disk.source ? [disk.source] : []))

async function removeDomain(libvirt: Libvirt, domain: Domain): Promise<void> {
  const { uuid } = domain
  // 55: it has stopped by itself meanwhile.
  if (domain.id !== null) await destroyDomain(libvirt, { uuid }).catch(ignore(noDomain, 'libvirt.55'))
  await undefineDomain(libvirt, { uuid, managedSave: true, snapshotsMetadata: true, nvram: true }).catch(
    ignore(noDomain),
  )
}

async function removeVolume(libvirt: Libvirt, pool: string, name: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await deleteVolume(libvirt, { pool, name }).catch(ignore(noVolume))
      return
    } catch (error) {
      // libvirt goes on allocating after its client has gone, and refuses until that is over; it has no event for it.
      if (attempt === 20) throw error
      await delay(500)
    }
  }
}

function ignore(...codes: string[]): (error: unknown) => undefined {
  return (error) => {
    if (!codes.some((code) => isVirtLabError(error, code))) throw error
    return undefined
  }
}
