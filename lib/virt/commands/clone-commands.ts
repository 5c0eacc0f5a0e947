import type { Command } from './command.ts'
import { volumeCloneCommand, volumeCreateCommand } from './storage-commands.ts'

/** full: a copy of the data. linked: only what the clone writes, over the original's disk. share: the same disk. */
export const cloneWays = ['full', 'linked', 'share'] as const
export type CloneWay = (typeof cloneWays)[number]

export interface CloneDisk {
  target: string
  way: CloneWay
  /** The disk's own volume, and the new one's name in the same pool; null for a shared one. */
  volume: { pool: string; name: string; newName: string; newPath: string } | null
  capacityBytes: number
  format: 'qcow2' | 'raw' | null
  /** The original's disk is a linked volume itself. */
  isLinked: boolean
  /** virt-clone shares it by itself. */
  alwaysShared: boolean
}

export interface CloneForm {
  vm: string
  name: string
  disks: CloneDisk[]
  /** One for each NIC; none: by chance. */
  macs: string[]
  nvram: { from: string; to: string } | null
}

/** With a linked disk all volumes are made before virt-clone: otherwise it makes them. */
export function makesVolumesBeforehand({ disks }: Pick<CloneForm, 'disks'>): boolean {
  return disks.some(({ way, volume }) => way === 'linked' && volume !== null)
}

/**
 * virt-clone copies disks, but makes no linked ones. With one of these the volumes are made first, and virt-clone is told to
 * leave their contents alone; that holds for all of its disks.
 */
export function cloneCommand({ vm, name, disks, macs, nvram }: CloneForm): Command {
  const made = disks.flatMap((disk) => (disk.volume && disk.way !== 'share' ? [{ ...disk, volume: disk.volume }] : []))
  const beforehand = makesVolumesBeforehand({ disks })
  const volumes = beforehand ? made.flatMap((disk) => volumeCommand(disk)) : []
  const files = made.flatMap(({ volume }) => ['--file', volume.newPath])
  const skipped = disks.filter(({ way, alwaysShared }) => way === 'share' && !alwaysShared)
  return [
    ...volumes,
    ...(beforehand && nvram ? [{ argv: ['sudo', 'cp', '--preserve=mode,ownership', nvram.from, nvram.to] }] : []),
    {
      argv: [
        'virt-clone',
        '--original',
        vm,
        '--name',
        name,
        ...(files.length > 0 ? files : ['--auto-clone']),
        ...(beforehand ? ['--preserve-data'] : []),
        ...skipped.flatMap(({ target }) => ['--skip-copy', target]),
        ...macs.flatMap((mac) => ['--mac', mac]),
        ...(nvram ? ['--nvram', nvram.to] : []),
      ],
    },
  ]
}

function volumeCommand({
  way,
  volume: { pool, name, newName },
  capacityBytes,
  format,
  isLinked,
}: CloneDisk & { volume: NonNullable<CloneDisk['volume']> }): Command {
  if (way === 'full') return volumeCloneCommand({ pool, volume: name, newName, linked: isLinked })
  return volumeCreateCommand({
    pool,
    volume: newName,
    format: 'qcow2',
    capacityBytes,
    allocation: 'on-demand',
    backing: { volume: name, format: format ?? 'raw' },
  })
}
