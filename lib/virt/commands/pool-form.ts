import type { StoragePermissions } from '../types.ts'

/** The kinds of pool that virt-manager's assistant knows and a lab can have; in its order. */
export const poolTypes = ['dir', 'fs', 'netfs', 'logical', 'iscsi', 'iscsi-direct'] as const
export type PoolType = (typeof poolTypes)[number]

/** A new pool. What its type has no use for is null. */
export interface PoolForm {
  pool: string
  type: PoolType
  target: string | null
  /** netfs, iscsi, iscsi-direct: the server. */
  host: string | null
  /** netfs: the directory that the server exports. */
  sourcePath: string | null
  /** fs: partition; logical: a disk for a new volume group; iscsi: the target's IQN. */
  sourceDevice: string | null
  /** logical: the volume group. */
  sourceName: string | null
  format: string | null
  /** iscsi, iscsi-direct: our own IQN. */
  initiator: string | null
  permissions: StoragePermissions | null
  build: boolean
  start: boolean
  autostart: boolean
}

export type PoolField = 'target' | 'host' | 'sourcePath' | 'sourceDevice' | 'sourceName' | 'format' | 'initiator'

/** The fields of each type. */
export const poolFields: Record<PoolType, Partial<Record<PoolField, 'needed' | 'optional'>>> = {
  dir: { target: 'needed' },
  fs: { target: 'needed', sourceDevice: 'needed', format: 'optional' },
  netfs: { target: 'needed', host: 'needed', sourcePath: 'needed', format: 'optional' },
  logical: { sourceName: 'needed', sourceDevice: 'optional' },
  iscsi: { target: 'needed', host: 'needed', sourceDevice: 'needed', initiator: 'optional' },
  'iscsi-direct': { host: 'needed', sourceDevice: 'needed', initiator: 'needed' },
}

export const poolFormats: Partial<Record<PoolType, readonly string[]>> = {
  fs: ['auto', 'ext4', 'xfs', 'vfat', 'iso9660'],
  netfs: ['auto', 'nfs', 'glusterfs', 'cifs'],
}

/** libvirt can make these itself: a directory, a mount point, a volume group on a disk. */
export function canBuild({ type, sourceDevice }: Pick<PoolForm, 'type' | 'sourceDevice'>): boolean {
  return ['dir', 'fs', 'netfs'].includes(type) || (type === 'logical' && Boolean(sourceDevice))
}

/** What a volume in such a pool can be; none: its volumes are made on the server's side. */
export function volumeFormats(poolType: string): readonly string[] {
  if (['dir', 'fs', 'netfs'].includes(poolType)) return ['qcow2', 'raw']
  return poolType === 'logical' ? ['raw'] : []
}
