import { checkVolumeForm } from '#lib/virt/commands/check-volume-form.ts'
import type { VolumeForm } from '#lib/virt/commands/volume-form.ts'
import { createVolume as create } from '#lib/virt/volume-lifecycle.ts'
import { deleteVolume } from '#lib/virt/volume.ts'
import { volumeXml } from '#lib/virt/xml/volume-xml.ts'
import type { OperationContext } from '../operations/operation.ts'
import { readPoolNamed, readStorage } from './read-storage.ts'
import { refuseFirst } from './refuse.ts'

/** Makes a volume, linked to another one or not. Codes: storage.*, libvirt.<n>. */
export async function createVolume(
  form: VolumeForm,
  { libvirt, signal }: Pick<OperationContext, 'libvirt' | 'signal'>,
): Promise<void> {
  const pool = await readPoolNamed(libvirt, form.pool)
  const storage = await readStorage(libvirt)
  const names = storage.volumes.filter((volume) => volume.pool === pool.name).map(({ name }) => name)
  const chosen = form.backing?.volume
  const base = chosen
    ? storage.volumes.find(({ name, path, pool }) => (pool === form.pool && name === chosen) || path === chosen)
    : undefined
  const writer = base && storage.usersOf(base).find((user) => user.kind === 'vm' && user.running && !user.readonly)
  refuseFirst(
    checkVolumeForm(form, {
      pool: { ...pool, active: pool.state === 'running' },
      names,
      backing: base ? { capacityBytes: base.capacityBytes, usedByRunning: writer?.name ?? null } : null,
    }),
  )
  const backing = base && form.backing ? { path: base.path, format: form.backing.format } : null
  const { volume: name, format, capacityBytes, allocation } = form
  signal.throwIfAborted()
  await create(libvirt, {
    pool: pool.name,
    xml: volumeXml({ name, format, capacityBytes, allocation, backing }),
    preallocateMetadata: allocation === 'metadata' || (allocation === 'full' && format === 'qcow2'),
  })
  if (!signal.aborted) return
  await deleteVolume(libvirt, { pool: pool.name, name })
  signal.throwIfAborted()
}
