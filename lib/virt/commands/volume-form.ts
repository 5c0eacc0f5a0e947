/**
 * on-demand: nothing but the header. metadata: qcow2's tables are written, the data blocks still are holes. full: every
 * byte is the volume's own.
 */
export const volumeAllocations = ['on-demand', 'metadata', 'full'] as const
export type VolumeAllocation = (typeof volumeAllocations)[number]

export interface VolumeForm {
  pool: string
  volume: string
  format: 'qcow2' | 'raw'
  capacityBytes: number
  allocation: VolumeAllocation
  /** Makes a linked volume: the name of a volume of the same pool, or the path of one of another. */
  backing: { volume: string; format: string } | null
}

const units = [
  ['T', 1024 ** 4],
  ['G', 1024 ** 3],
  ['M', 1024 ** 2],
  ['K', 1024],
] as const

/** A size as virsh takes it, in the largest unit that says it exactly: 10G, 1536M, 512K, 1000B. */
export function virshSize(bytes: number): string {
  const unit = units.find(([, size]) => bytes > 0 && bytes % size === 0)
  return unit ? `${bytes / unit[1]}${unit[0]}` : `${bytes}B`
}

/** What was typed in GiB or MiB, fractions too, as bytes: whole MiB or KiB, rounded up, for formats count in sectors. */
export function toBytes(value: number, unit: 'MiB' | 'GiB'): number {
  return unit === 'GiB' ? Math.ceil(value * 1024) * 1024 ** 2 : Math.ceil(value * 1024) * 1024
}
