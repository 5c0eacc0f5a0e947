import type { Readable } from 'node:stream'
import { z } from 'zod'
import type { Actor } from '#lib/access/actor.ts'
import { VirtLabError } from '#lib/base/error.ts'
import { commandText } from '#lib/virt/commands/command.ts'
import { volumeDownloadCommand } from '#lib/virt/commands/storage-commands.ts'
import { openDownload } from '#lib/virt/volume-transfer.ts'
import { readVolumeOf } from '#lib/virt/volume.ts'
import { parseRoot } from '#lib/virt/xml/document.ts'
import { number, text } from '#lib/virt/xml/query.ts'
import { acquireLabHost } from '../lab-host.ts'
import { recordGuiEntry } from '../live/chronicle.ts'
import { openLiveModel } from '../live/live-models.ts'
import { poolName, volumeName } from '../operations/names.ts'
import { requireLab, staffName } from '../require-lab.ts'

const requestSchema = z.object({ labId: z.string().min(1).max(64), pool: poolName, volume: volumeName })

export interface Download {
  name: string
  /** How many will come, if libvirt knows. */
  bytes: number | null
  stream: Readable
}

/**
 * A volume's bytes, as its file has them now, told in the history with its command; the reader sets the pace, and
 * destroys the stream when it has had enough.
 * Codes: operation.bad-request, lab.not-found, lab.not-running, access.forbidden, libvirt.49, .50, .55.
 */
export async function downloadVolume(actor: Actor, request: unknown): Promise<Download> {
  const parsed = requestSchema.safeParse(request)
  if (!parsed.success)
    throw new VirtLabError({ code: 'operation.bad-request', message: parsed.error.message, status: 400 })
  const { labId, pool, volume } = parsed.data
  const command = commandText(volumeDownloadCommand({ pool, volume }))
  const act = { action: 'operation', params: { operation: 'volume-download', name: volume, command } }
  const { studentId } = await requireLab({ actor, labId, verb: 'use', act })
  const host = await acquireLabHost(labId)
  try {
    const libvirt = await host.libvirt()
    const { xml } = await readVolumeOf(libvirt, { pool, name: volume })
    const bytes = number(text(parseRoot(xml), 'physical'))
    const stream = await openDownload(libvirt, { pool, name: volume, bytes: bytes ?? 0 })
    stream.once('close', () => host.release())
    recordGuiEntry(labId, await openLiveModel(labId), {
      at: Date.now(),
      by: staffName(actor, studentId),
      command,
      summary: 'volume-download',
      params: { name: volume, pool },
      diff: null,
    })
    return { name: volume, bytes, stream }
  } catch (error) {
    host.release()
    throw error
  }
}
