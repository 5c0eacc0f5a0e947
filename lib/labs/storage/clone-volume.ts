import { setTimeout as delay } from 'node:timers/promises'
import { isVirtLabError } from '#lib/base/error.ts'
import { checkStorageName } from '#lib/virt/commands/check-storage-name.ts'
import type { VolumeCopy } from '#lib/virt/commands/storage-commands.ts'
import { storageError } from '#lib/virt/commands/storage-error.ts'
import { cloneVolume as clone } from '#lib/virt/volume-lifecycle.ts'
import { lookupPool, refreshPool } from '#lib/virt/pool.ts'
import { deleteVolume, readVolumeOf } from '#lib/virt/volume.ts'
import type { LabHost } from '../lab-host.ts'
import type { OperationContext } from '../operations/operation.ts'
import { readStorage, volumeIn } from './read-storage.ts'
import { refuseFirst } from './refuse.ts'

/** libvirt tells nothing of a copy's progress: the size of what is there already does. */
const lookEveryMs = 250

/** The copy is made by a qemu-img that libvirt cannot be asked to stop: the one whose word is this path. */
const stopScript = `for process in /proc/[0-9]*; do
  case "$(readlink "$process/exe")" in */qemu-img) ;; *) continue;; esac
  tr '\\0' '\\n' <"$process/cmdline" | grep -qxF -- "$1" && kill "\${process#/proc/}"
done; true`

/** Copies a volume within its pool, as virsh vol-clone or virt-clone would; cancelled, it leaves nothing. Codes: storage.*, libvirt.<n>. */
export async function cloneVolume(
  { pool, volume: name, newName }: VolumeCopy,
  { libvirt, host, signal, progress }: OperationContext,
  by: 'vol-clone' | 'virt-clone' = 'vol-clone',
): Promise<void> {
  const storage = await readStorage(libvirt)
  const source = volumeIn(storage, pool, name)
  const names = storage.volumes.filter((volume) => volume.pool === pool).map((volume) => volume.name)
  refuseFirst(checkStorageName('newName', newName, names))
  const writer = storage.usersOf(source).find((user) => user.kind === 'vm' && user.running && !user.readonly)
  if (writer) refuseFirst([storageError('volume', 'volume-runs', { volume: name, vm: writer.name })])
  signal.throwIfAborted()

  const copied = new AbortController()
  const path = source.path.slice(0, source.path.lastIndexOf('/') + 1) + newName
  const stop = () => void stopCopying(host, path)
  signal.addEventListener('abort', stop)
  const looking = watchSize()
  try {
    await clone(libvirt, { pool, name, newName, by })
    if (signal.aborted) await deleteVolume(libvirt, { pool, name: newName })
    else if (by === 'vol-clone' && source.backingPath !== null)
      await refreshPool(libvirt, await lookupPool(libvirt, { name: pool }))
    signal.throwIfAborted()
  } catch (error) {
    signal.throwIfAborted()
    throw error
  } finally {
    signal.removeEventListener('abort', stop)
    copied.abort()
    await looking
  }

  async function watchSize(): Promise<void> {
    const total = Math.max(source.allocationBytes, 1)
    while (!copied.signal.aborted) {
      await delay(lookEveryMs, undefined, { signal: copied.signal }).catch(() => {})
      if (copied.signal.aborted) return
      const copy = await readVolumeOf(libvirt, { pool, name: newName }).catch(nullIfNotYet)
      if (copy) progress({ done: Math.min(copy.allocationBytes, total), total, unit: 'bytes' })
    }
  }
}

async function stopCopying(host: LabHost, path: string): Promise<void> {
  await host.run(['sh', '-c', stopScript, 'stop', path])
}

function nullIfNotYet(error: unknown): null {
  if (isVirtLabError(error)) return null
  throw error
}
