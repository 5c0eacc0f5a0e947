import { checkCapacity } from '#lib/virt/commands/check-volume-form.ts'
import type { FieldError } from '#lib/virt/commands/field-error.ts'
import type { BlockResize, VolumeResize } from '#lib/virt/commands/storage-commands.ts'
import { storageError } from '#lib/virt/commands/storage-error.ts'
import type { Libvirt } from '#lib/virt/connect.ts'
import { lookupDomain, readDomain } from '#lib/virt/domain.ts'
import { refreshPool } from '#lib/virt/pool.ts'
import { resizeBlockDevice } from '#lib/virt/volume-block-resize.ts'
import { resizeVolume as resize } from '#lib/virt/volume-lifecycle.ts'
import { readPoolNamed, readStorage, volumeIn, whyKept } from './read-storage.ts'
import { refuseFirst } from './refuse.ts'

/** Grows a volume that no VM has open, or with `shrink` cuts its end off. Codes: storage.*, libvirt.<n>. */
export async function resizeVolume(libvirt: Libvirt, request: VolumeResize): Promise<void> {
  const { pool, volume: name, capacityBytes, shrink } = request
  const storage = await readStorage(libvirt)
  const volume = volumeIn(storage, pool, name)
  const users = storage.usersOf(volume)
  const running = users.find((user) => user.kind === 'vm' && user.running)
  const smaller = capacityBytes < volume.capacityBytes
  // Linked volumes would see another size than they were made with.
  const base = smaller
    ? whyKept(
        users.filter((user) => user.kind === 'volume'),
        name,
      )
    : null
  refuseFirst([
    ...checkCapacity(capacityBytes),
    ...(running ? [storageError('volume', 'resize-runs', { volume: name, vm: running.name })] : []),
    ...(smaller && !shrink ? [storageError('capacityBytes', 'shrink-unconfirmed')] : []),
    ...(base ? [base] : []),
    ...(await checkSpace(libvirt, volume, capacityBytes)),
  ])
  await resize(libvirt, { pool, name, capacityBytes, shrink })
}

/** Makes a running VM's disk larger; the guest sees it at once. Codes: storage.*, libvirt.<n>. */
export async function resizeDisk(
  libvirt: Libvirt,
  { vm, disk, capacityBytes, pool, volume: name }: BlockResize & { volume: string },
): Promise<void> {
  const storage = await readStorage(libvirt)
  const volume = volumeIn(storage, pool, name)
  const ref = await lookupDomain(libvirt, { name: vm })
  const { disks, id } = await readDomain(libvirt, ref.uuid)
  const isItsDisk = storage.usersOf(volume).some((user) => user.kind === 'vm' && user.name === vm && user.running)
  const errors = checkCapacity(capacityBytes)
  if (id === null || !isItsDisk || !disks.some(({ target }) => target === disk))
    errors.push(storageError('vm', 'disk-not-running', { vm, disk }))
  // QEMU would do it, and the guest lose what is beyond the end.
  if (capacityBytes < volume.capacityBytes) errors.push(storageError('capacityBytes', 'shrink-runs', { vm }))
  refuseFirst([...errors, ...(await checkSpace(libvirt, volume, capacityBytes))])
  await resizeBlockDevice(libvirt, { ...ref, disk, capacityBytes })
  await refreshPool(libvirt, await readPoolNamed(libvirt, pool))
}

/** Only a logical volume takes all its space at once. */
async function checkSpace(
  libvirt: Libvirt,
  volume: { pool: string; capacityBytes: number },
  capacityBytes: number,
): Promise<FieldError[]> {
  const { type, availableBytes } = await readPoolNamed(libvirt, volume.pool)
  if (type !== 'logical' || capacityBytes - volume.capacityBytes <= availableBytes) return []
  const freeGiB = Math.floor((availableBytes / 1024 ** 3) * 10) / 10
  return [storageError('capacityBytes', 'size-over-free', { pool: volume.pool, freeGiB })]
}
