import type { DomainSnapshot } from '../types.ts'
import { parseRoot } from './document.ts'
import { attribute, children, find, firstAttribute, number, text } from './query.ts'

/** A disk of the VM as a snapshot holds it. */
export interface SnapshotDisk {
  target: string
  kept: 'internal' | 'external' | 'no'
  /** External: the file that takes what is written from then on. */
  overlay: string | null
}

type Facts = Omit<DomainSnapshot, 'isCurrent' | 'xml'>

/** What a snapshot's XML says: https://libvirt.org/formatsnapshot.html */
export function readSnapshotFacts(xml: string): Facts & { disks: SnapshotDisk[]; memoryFile: string | null } {
  const root = parseRoot(xml)
  const memory = attribute(root, 'memory', 'snapshot')
  const disks = children(find(root, 'disks'), 'disk').map((disk): SnapshotDisk => {
    const kept = disk.getAttribute('snapshot')
    return {
      target: disk.getAttribute('name') ?? '',
      kept: kept === 'internal' || kept === 'external' ? kept : 'no',
      overlay: firstAttribute(find(disk, 'source'), ['file', 'dev']),
    }
  })
  const external = memory === 'external' || disks.some(({ kept }) => kept === 'external')
  return {
    name: text(root, 'name') ?? '',
    description: text(root, 'description') ?? '',
    createdAt: (number(text(root, 'creationTime')) ?? 0) * 1000,
    state: text(root, 'state') ?? '',
    parent: text(root, 'parent/name'),
    location: external ? 'external' : 'internal',
    memory: memory === 'internal' || memory === 'external' ? memory : 'none',
    disks,
    memoryFile: attribute(root, 'memory', 'file'),
  }
}

/** The VM's XML within a snapshot's, as virsh dumpxml would print it; null if none was kept. */
export function snapshotDomainXml(xml: string): string | null {
  const found = /^ {2}<domain [^]*?^ {2}<\/domain>$/m.exec(xml)
  return found ? `${found[0].replaceAll(/^ {2}/gm, '')}\n` : null
}
