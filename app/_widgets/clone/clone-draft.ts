import type { VolumeView } from '#lib/gateway/protocol.ts'
import type { CloneDisk, CloneForm, CloneWay } from '#lib/virt/commands/clone-commands.ts'
import type { Domain } from '#lib/virt/types.ts'
import { type CloneSource, cloneNvramPath, readCloneFacts } from '#lib/virt/xml/clone-facts.ts'
import { randomMac } from '#lib/virt/xml/device-interface.ts'

/** What the student chose; what is not said follows from the name and the disk. */
export interface CloneDraft {
  name: string
  ways: Record<string, CloneWay>
  volumes: Record<string, string>
  /** By NIC; empty: by chance. */
  macs: string[]
}

export function volumeOf(source: CloneSource, volumes: readonly VolumeView[]): VolumeView | null {
  const { path, volume } = source
  return (
    volumes.find((one) =>
      volume ? one.pool === volume.pool && one.name === volume.name : path !== null && one.path === path,
    ) ?? null
  )
}

/** The operation's input. Where only some MACs were typed, chance gives the others now: virt-clone takes all or none. */
export function toForm(
  draft: CloneDraft,
  domain: Domain,
  volumes: readonly VolumeView[],
  chance: readonly string[],
): CloneForm {
  const facts = readCloneFacts(domain.inactiveXml ?? '<domain/>')
  const taken = new Set(volumes.map(({ pool, name }) => `${pool}/${name}`))
  const disks = facts.disks.map((source): CloneDisk => {
    const volume = volumeOf(source, volumes)
    const way = source.alwaysShared || !volume ? 'share' : (draft.ways[source.target] ?? 'full')
    const { target, alwaysShared, format } = source
    const known = format === 'qcow2' || format === 'raw' ? format : null
    const base = { target, way, alwaysShared, format: known } as const
    if (!volume || source.alwaysShared) return { ...base, volume: null, capacityBytes: 0, isLinked: false }
    const newName = draft.volumes[target] ?? suggestVolume(volume, way, domain.name, draft.name, taken)
    taken.add(`${volume.pool}/${newName}`)
    const newPath = volume.path.slice(0, volume.path.lastIndexOf('/') + 1) + newName
    return {
      ...base,
      volume: { pool: volume.pool, name: volume.name, newName, newPath },
      capacityBytes: volume.capacityBytes,
      isLinked: volume.backingPath !== null,
    }
  })
  const typed = facts.macs.some((_mac, index) => (draft.macs[index] ?? '') !== '')
  return {
    vm: domain.name,
    name: draft.name,
    disks,
    macs: typed ? facts.macs.map((_mac, index) => draft.macs[index] || (chance[index] ?? randomMac())) : [],
    nvram: facts.nvram === null ? null : { from: facts.nvram, to: cloneNvramPath(facts.nvram, draft.name) },
  }
}

/** demo → demo-clone, demo-clone1 …, as virt-clone names it. */
export function suggestCloneName(name: string, taken: readonly string[]): string {
  const stem = name.replace(/-clone[1-9]*$/, '')
  for (let count = 0; ; count++) {
    const next = `${stem}-clone${count === 0 ? '' : count}`
    if (!taken.includes(next)) return next
  }
}

/** demo.qcow2 → demo-clone.qcow2, as virt-clone does; a linked one is always qcow2. */
function suggestVolume(volume: VolumeView, way: CloneWay, vm: string, name: string, taken: Set<string>): string {
  const [, stem = volume.name, ending = ''] = /^(.+?)(\.[^.]{1,7})?$/.exec(volume.name) ?? []
  const first = stem === vm ? name : `${stem}-clone`
  const last = way === 'linked' ? '.qcow2' : ending
  for (let count = 0; ; count++) {
    const next = `${first}${count === 0 ? '' : `-${count}`}${last}`
    if (!taken.has(`${volume.pool}/${next}`)) return next
  }
}

/** A volume and what is behind it, the nearest first. */
export function chainOf(volume: VolumeView, volumes: readonly VolumeView[]): string[] {
  const chain = [volume.path]
  let backing = volume.backingPath
  while (backing !== null && !chain.includes(backing)) {
    chain.push(backing)
    const path = backing
    backing = volumes.find((one) => one.path === path)?.backingPath ?? null
  }
  return chain
}
