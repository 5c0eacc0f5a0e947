import { incus } from '#lib/incus/client.ts'
import { createInstance, findInstance, readInstance, removeInstance } from '#lib/incus/instances.ts'
import { createSnapshot, deleteSnapshot } from '#lib/incus/snapshots.ts'
import { labProfile } from '../lab-instance.ts'
import { resumeSavedDomains, saveDomains } from '../starts/saved-domains.ts'

export const exportSnapshot = 'virtlab-export'

/**
 * Gives `work` the name of a stopped instance that is the lab host as it is now, its running VMs saved. A host that runs is halted for
 * as long as its VMs are saved and started again, and goes on; `work` gets a copy. `lost`: VMs that could not be saved, and are off in it.
 */
export async function withFrozenHost<T>(
  instance: string,
  work: (frozen: string, lost: string[]) => Promise<T>,
): Promise<T> {
  const { running } = await readInstance(incus(), instance)
  if (!running) return work(instance, [])
  const copy = `${instance}-copy`
  await removeInstance(incus(), copy)
  await deleteSnapshot(incus(), instance, exportSnapshot).catch(() => {})
  try {
    const lost = await freeze(instance, copy)
    return await work(copy, lost)
  } finally {
    await removeInstance(incus(), copy)
  }
}

async function freeze(instance: string, copy: string): Promise<string[]> {
  const { failed } = await saveDomains(instance)
  try {
    await createSnapshot(incus(), instance, exportSnapshot)
  } finally {
    // Whoever stopped it meanwhile finds the VMs saved at its next start.
    if ((await findInstance(incus(), instance))?.running) await resumeSavedDomains(instance)
  }
  try {
    const source = { instance: `${instance}/${exportSnapshot}` }
    const { devices } = await readInstance(incus(), instance)
    await createInstance(incus(), { name: copy, source, profiles: [labProfile], config: {}, devices })
  } finally {
    await deleteSnapshot(incus(), instance, exportSnapshot)
  }
  return failed.map(({ name }) => name)
}
