import type { DiskTuning } from '#lib/virt/xml/device-disk.ts'
import type { Surroundings } from './use-device-choices.ts'

/** What the storage form holds. */
export interface StorageDraft extends DiskTuning {
  device: 'disk' | 'cdrom'
  mode: 'new' | 'existing'
  pool: string
  volume: string
  sizeGiB: number | null
  format: 'qcow2' | 'raw'
  allocateNow: boolean
  /** Of an existing volume; empty: none. */
  path: string
  bus: string
}

export function startDraft({ domain, pools, volumes, buses }: Surroundings): StorageDraft {
  const pool = (pools.find(({ name }) => name === 'default') ?? pools[0])?.name ?? ''
  const format = 'qcow2'
  return {
    device: 'disk',
    mode: 'new',
    pool,
    volume: freeVolumeName(
      domain.name,
      format,
      volumes.filter((one) => one.pool === pool).map(({ name }) => name),
    ),
    sizeGiB: 1,
    format,
    allocateNow: false,
    path: '',
    bus: buses.includes('virtio') ? 'virtio' : (buses[0] ?? 'virtio'),
    cache: null,
    io: null,
    discard: null,
    readonly: false,
    shareable: false,
    serial: null,
  }
}

/** demo-1.qcow2, and so on: as virt-manager names them. */
export function freeVolumeName(vm: string, format: string, taken: readonly string[]): string {
  for (let n = 1; ; n += 1) {
    const name = `${vm}-${n}.${format === 'raw' ? 'img' : format}`
    if (!taken.includes(name)) return name
  }
}
