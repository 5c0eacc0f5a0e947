import { checkStorageName } from './check-storage-name.ts'
import type { FieldError } from './field-error.ts'
import { volumeFormats } from './pool-form.ts'
import { storageError } from './storage-error.ts'
import type { VolumeForm } from './volume-form.ts'

/** What a new volume is checked against. */
export interface VolumeSurroundings {
  pool: { name: string; type: string; active: boolean; availableBytes: number }
  /** Names in the pool. */
  names: readonly string[]
  /** The backing volume that was chosen, if it is there. */
  backing: { capacityBytes: number; usedByRunning: string | null } | null
}

export const maxCapacityBytes = 64 * 1024 ** 4

/** Everything wrong with a new volume, by field. The browser and the server both ask this. */
export function checkVolumeForm(form: VolumeForm, { pool, names, backing }: VolumeSurroundings): FieldError[] {
  const problem = checkPoolTakes(pool)
  if (problem) return [problem]
  const errors = checkStorageName('volume', form.volume, names)
  if (!volumeFormats(pool.type).includes(form.format))
    errors.push(storageError('format', 'format-unsupported', { pool: pool.name, format: form.format }))
  errors.push(...checkCapacity(form.capacityBytes))
  // qcow2 needs a little more than it holds; libvirt finds out the rest.
  if (form.allocation === 'full' && form.capacityBytes > pool.availableBytes)
    errors.push(storageError('capacityBytes', 'size-over-free', { pool: pool.name, ...freeGiB(pool.availableBytes) }))
  if (form.allocation === 'metadata' && form.format !== 'qcow2')
    errors.push(storageError('allocation', 'metadata-needs-qcow2'))
  return [...errors, ...checkBacking(form, backing)]
}

/** Whether a volume can be made in this pool at all. */
export function checkPoolTakes(pool: VolumeSurroundings['pool']): FieldError | null {
  if (!pool.active) return storageError('pool', 'pool-inactive', { pool: pool.name })
  return volumeFormats(pool.type).length === 0
    ? storageError('pool', 'pool-takes-none', { pool: pool.name, type: pool.type })
    : null
}

export function checkCapacity(bytes: number): FieldError[] {
  if (!Number.isFinite(bytes) || bytes <= 0) return [storageError('capacityBytes', 'size-zero')]
  return bytes > maxCapacityBytes ? [storageError('capacityBytes', 'size-huge', { maxTiB: 64 })] : []
}

function checkBacking(form: VolumeForm, backing: VolumeSurroundings['backing']): FieldError[] {
  if (form.backing === null) return []
  const { volume } = form.backing
  if (!backing) return [storageError('backing', 'backing-gone', { volume })]
  const errors: FieldError[] = []
  if (form.format !== 'qcow2') errors.push(storageError('format', 'backing-needs-qcow2'))
  if (form.allocation === 'full') errors.push(storageError('allocation', 'backing-on-demand'))
  if (form.capacityBytes > 0 && form.capacityBytes < backing.capacityBytes)
    errors.push(storageError('capacityBytes', 'backing-larger', { volume }))
  if (backing.usedByRunning !== null)
    errors.push(storageError('backing', 'backing-runs', { volume, vm: backing.usedByRunning }))
  return errors
}

/** Advice that stops nothing: more is promised than is there. */
export function adviseCapacity(form: VolumeForm, availableBytes: number): FieldError[] {
  return form.allocation !== 'full' && form.capacityBytes > availableBytes && form.capacityBytes <= maxCapacityBytes
    ? [storageError('capacityBytes', 'size-promised', freeGiB(availableBytes))]
    : []
}

function freeGiB(bytes: number) {
  return { freeGiB: Math.floor((bytes / 1024 ** 3) * 10) / 10 }
}
