import { VirtLabError } from '#lib/base/error.ts'
import type { PoolRemoval } from '#lib/virt/commands/storage-commands.ts'
import { storageError } from '#lib/virt/commands/storage-error.ts'
import type { Libvirt } from '#lib/virt/connect.ts'
import { deletePool, startPool, stopPool, undefinePool } from '#lib/virt/pool-lifecycle.ts'
import { deleteVolume } from '#lib/virt/volume.ts'
import { readPoolNamed, readStorage, volumeIn, whyKept } from './read-storage.ts'
import { refuseFirst } from './refuse.ts'

/**
 * Forgets a pool; with it go only those volumes that are named, none of which a VM or a volume that stays may need, and
 * its directory if asked. Codes: storage.volume-in-use, .volume-is-base, .volume-gone, .pool-not-empty, .volumes-left, libvirt.<n>.
 */
export async function removePool(libvirt: Libvirt, removal: PoolRemoval): Promise<void> {
  const { stop, volumes, deleteTarget, undefine } = removal
  const pool = await readPoolNamed(libvirt, removal.pool)
  if (volumes.length > 0 || deleteTarget) await checkContents(libvirt, removal)
  for (const [done, name] of volumes.entries()) {
    try {
      await deleteVolume(libvirt, { pool: pool.name, name })
    } catch (error) {
      throw done === 0 ? error : volumesLeft(volumes.slice(done), error)
    }
  }
  if (stop) await stopPool(libvirt, pool)
  try {
    if (deleteTarget) await deletePool(libvirt, pool)
    if (undefine) await undefinePool(libvirt, pool)
  } catch (error) {
    if (stop) await startPool(libvirt, pool)
    throw error
  }
}

async function checkContents(libvirt: Libvirt, { pool, volumes, deleteTarget }: PoolRemoval): Promise<void> {
  const storage = await readStorage(libvirt)
  const leaving = new Set<string>()
  for (const name of volumes) {
    const volume = volumeIn(storage, pool, name)
    const users = storage.usersOf(volume).filter((user) => user.kind === 'vm' || !isLeaving(user))
    const kept = whyKept(users, name)
    if (kept) refuseFirst([kept])
    leaving.add(name)
  }
  const staying = storage.volumes.filter((volume) => volume.pool === pool && !leaving.has(volume.name))
  if (deleteTarget && staying.length > 0)
    refuseFirst([storageError('volumes', 'pool-not-empty', { names: staying.map(({ name }) => name).join(', ') })])

  function isLeaving(user: { name: string; pool: string }): boolean {
    return user.pool === pool && leaving.has(user.name)
  }
}

function volumesLeft(names: readonly string[], cause: unknown): VirtLabError {
  const params = { names: names.join(', ') }
  return new VirtLabError({ code: 'storage.volumes-left', message: `not deleted: ${params.names}`, params, cause })
}
