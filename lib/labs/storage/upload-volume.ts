import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as delay } from 'node:timers/promises'
import { isVirtLabError, VirtLabError } from '#lib/base/error.ts'
import { checkCapacity, checkPoolTakes } from '#lib/virt/commands/check-volume-form.ts'
import { checkStorageName } from '#lib/virt/commands/check-storage-name.ts'
import type { VolumeUpload } from '#lib/virt/commands/storage-commands.ts'
import { storageError } from '#lib/virt/commands/storage-error.ts'
import type { Libvirt } from '#lib/virt/connect.ts'
import { refreshPool } from '#lib/virt/pool.ts'
import { createVolume } from '#lib/virt/volume-lifecycle.ts'
import { openUpload } from '#lib/virt/volume-transfer.ts'
import { deleteVolume, listVolumes } from '#lib/virt/volume.ts'
import { volumeXml } from '#lib/virt/xml/volume-xml.ts'
import type { OperationContext } from '../operations/operation.ts'
import { readPoolNamed } from './read-storage.ts'
import { refuseFirst } from './refuse.ts'

const undoAttempts = 50
const undoPauseMs = 100

/**
 * Makes a volume of what the browser sends: `sizeBytes` bytes, no more, no less; else, and when cancelled, nothing is
 * left of it. Codes: storage.*, operation.cancelled, libvirt.<n>.
 */
export async function uploadVolume(
  { pool: poolName, volume: name, sizeBytes }: VolumeUpload,
  { libvirt, signal, progress, upload }: OperationContext,
): Promise<void> {
  if (!upload) throw uploadError('upload-missing', 'nothing was sent along', 400)
  const pool = await readPoolNamed(libvirt, poolName)
  const takes = checkPoolTakes({ ...pool, active: pool.state === 'running' })
  const names = (await listVolumes(libvirt, { pool })).map((volume) => volume.name)
  refuseFirst([...(takes ? [takes] : []), ...checkStorageName('volume', name, names), ...checkCapacity(sizeBytes)])
  if (sizeBytes > pool.availableBytes) {
    const freeGiB = Math.floor((pool.availableBytes / 1024 ** 3) * 10) / 10
    refuseFirst([storageError('volume', 'size-over-free', { pool: poolName, freeGiB })])
  }
  signal.throwIfAborted()

  const xml = volumeXml({ name, format: 'raw', capacityBytes: sizeBytes, allocation: 'on-demand', backing: null })
  await createVolume(libvirt, { pool: poolName, xml })
  try {
    const volume = await openUpload(libvirt, { pool: poolName, name, bytes: sizeBytes }, { signal })
    volume.resume()
    await pipeline(upload, counted(sizeBytes, progress), volume, { signal })
    signal.throwIfAborted()
    // What kind of image it is, libvirt finds out by itself, a moment later; whoever waits for us wants to see it.
    await refreshPool(libvirt, pool)
  } catch (error) {
    await removePart(libvirt, { pool: poolName, name })
    signal.throwIfAborted()
    if (isVirtLabError(error)) throw error
    throw uploadError('upload-broken', String(error), 400, error)
  }
}

/** Passes the bytes on and counts them. Codes: storage.upload-broken, too few; storage.upload-too-long. */
function counted(total: number, progress: OperationContext['progress']): Transform {
  let done = 0
  return new Transform({
    transform(chunk: Buffer, _encoding, pass) {
      done += chunk.length
      if (done > total) return pass(uploadError('upload-too-long', `more than ${total} bytes`, 400))
      progress({ done, total, unit: 'bytes' })
      pass(null, chunk)
    },
    flush(end) {
      end(done < total ? uploadError('upload-broken', `${done} of ${total} bytes`, 400) : null)
    },
  })
}

/** libvirt lets go of a volume only when it has read that the stream is gone. */
async function removePart(libvirt: Libvirt, key: { pool: string; name: string }): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await deleteVolume(libvirt, key)
    } catch (error) {
      if (isVirtLabError(error, 'libvirt.50')) return
      if (!isVirtLabError(error, 'libvirt.55') || attempt === undoAttempts) throw error
      await delay(undoPauseMs)
    }
  }
}

function uploadError(what: string, message: string, status: number, cause?: unknown): VirtLabError {
  return new VirtLabError({ code: `storage.${what}`, message, status, cause })
}
