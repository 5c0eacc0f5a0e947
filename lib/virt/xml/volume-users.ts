import type { Element } from '@xmldom/xmldom'
import type { Domain } from '../types.ts'
import { parseRoot } from './document.ts'
import { children, find, firstAttribute } from './query.ts'

/** A file, or a volume by its pool's name, that a disk of a VM reads from. */
interface DiskSource {
  target: string
  device: string
  readonly: boolean
  path: string | null
  pool: string | null
  volume: string | null
  /** A file behind the disk's own. */
  behind: boolean
}

export type VolumeUser =
  | { kind: 'vm'; name: string; target: string; device: string; running: boolean; readonly: boolean; behind: boolean }
  /** A linked volume whose unchanged blocks are here. */
  | { kind: 'volume'; name: string; pool: string }

interface Volume {
  name: string
  pool: string
  path: string
  backingPath: string | null
}

const cacheSize = 256
const cache = new Map<string, DiskSource[]>()

/** Who needs this volume: VMs by their live and their persistent XML, and linked volumes. */
export function usersOfVolume(
  volume: Pick<Volume, 'name' | 'pool' | 'path'>,
  domains: Iterable<Pick<Domain, 'name' | 'id' | 'liveXml' | 'inactiveXml'>>,
  volumes: Iterable<Volume>,
): VolumeUser[] {
  const users: VolumeUser[] = []
  for (const domain of domains) {
    const [live, persistent] = [sourcesOf(domain.liveXml), sourcesOf(domain.inactiveXml)]
    const found = [...live, ...persistent].find((source) => isOf(source, volume))
    if (!found) continue
    const running = domain.id !== null && live.some((source) => isOf(source, volume))
    const { target, device, readonly, behind } = found
    users.push({ kind: 'vm', name: domain.name, target, device, running, readonly, behind })
  }
  for (const { name, pool, backingPath } of volumes) {
    if (backingPath === volume.path) users.push({ kind: 'volume', name, pool })
  }
  return users
}

function isOf(source: DiskSource, volume: Pick<Volume, 'name' | 'pool' | 'path'>): boolean {
  return source.path === volume.path || (source.pool === volume.pool && source.volume === volume.name)
}

function sourcesOf(xml: string | null): DiskSource[] {
  if (xml === null) return []
  const known = cache.get(xml)
  if (known) return known
  const sources = children(find(parseRoot(xml), 'devices'), 'disk').flatMap(diskSources)
  if (cache.size >= cacheSize) cache.delete(cache.keys().next().value as string)
  cache.set(xml, sources)
  return sources
}

function diskSources(disk: Element): DiskSource[] {
  const device = disk.getAttribute('device') ?? 'disk'
  const target = find(disk, 'target')?.getAttribute('dev') ?? ''
  const readonly = find(disk, 'readonly') !== null || device === 'cdrom'
  const found: DiskSource[] = []
  for (let layer: Element | null = disk; layer; layer = find(layer, 'backingStore')) {
    for (const source of [find(layer, 'source'), find(layer, 'mirror/source')]) {
      if (!source) continue
      const [path, pool, volume] = [
        firstAttribute(source, ['file', 'dev']),
        source.getAttribute('pool'),
        source.getAttribute('volume'),
      ]
      found.push({ target, device, readonly, path, pool, volume, behind: layer !== disk })
    }
  }
  return found
}
