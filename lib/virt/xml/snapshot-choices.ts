import { type SnapshotKind, snapshotKinds } from '../commands/snapshot-commands.ts'
import type { Domain } from '../types.ts'
import { parseRoot } from './document.ts'
import { attribute, children, find } from './query.ts'

/** Why a kind of snapshot cannot be made of a VM; keys below `snapshots.why` in the messages. */
export type SnapshotObstacle =
  | 'transient'
  | 'no-disk'
  | 'raw-disk'
  | 'nvram-raw'
  | 'vdagent'
  | 'hostdev'
  | 'block-disk'
  | 'not-running'
  | 'needs-file'

export interface SnapshotChoice {
  kind: SnapshotKind
  obstacle: SnapshotObstacle | null
  /** The disks or devices that are to blame. */
  because: string
  /** It holds the memory, too. */
  withMemory: boolean
}

type Sketch = Pick<Domain, 'id' | 'state' | 'persistent' | 'liveXml' | 'inactiveXml'>

/** What kinds of snapshot this VM, as it is now, can have, and what stands in the others' way. */
export function snapshotChoices(domain: Sketch): SnapshotChoice[] {
  const root = parseRoot(domain.liveXml ?? domain.inactiveXml ?? '<domain/>')
  const devices = find(root, 'devices')
  const active = domain.id !== null
  const disks = children(devices, 'disk').filter(isWritable)
  const targets = (of: typeof disks) => of.map((disk) => attribute(disk, 'target', 'dev') ?? '').join(', ')
  const notQcow2 = disks.filter((disk) => attribute(disk, 'driver', 'type') !== 'qcow2')
  const notFiles = disks.filter((disk) => disk.getAttribute('type') !== 'file')
  const shared = (): [SnapshotObstacle, string] | null => {
    if (!domain.persistent) return ['transient', '']
    return disks.length === 0 ? ['no-disk', ''] : null
  }
  // What keeps QEMU from writing its memory out.
  const memory = (): [SnapshotObstacle, string] | null => {
    if (children(devices, 'channel').some((channel) => channel.getAttribute('type') === 'qemu-vdagent'))
      return ['vdagent', '']
    return find(devices, 'hostdev') ? ['hostdev', ''] : null
  }
  const obstacles: Record<SnapshotKind, () => [SnapshotObstacle, string] | null> = {
    internal: () => {
      if (notQcow2.length > 0) return ['raw-disk', targets(notQcow2)]
      const nvram = find(root, 'os/nvram')
      if (nvram && nvram.getAttribute('format') !== 'qcow2') return ['nvram-raw', '']
      return active ? memory() : null
    },
    external: () => (notFiles.length > 0 ? ['block-disk', targets(notFiles)] : null),
    'external-memory': () => {
      if (!active) return ['not-running', '']
      return notFiles.length > 0 ? ['block-disk', targets(notFiles)] : memory()
    },
  }
  return snapshotKinds.map((kind) => {
    const [obstacle, because] = shared() ?? obstacles[kind]() ?? [null, '']
    return { kind, obstacle, because, withMemory: active && kind !== 'external' }
  })
}

function isWritable(disk: Parameters<typeof find>[0] & object): boolean {
  const device = disk.getAttribute('device') ?? 'disk'
  return (device === 'disk' || device === 'lun') && find(disk, 'readonly') === null
}
