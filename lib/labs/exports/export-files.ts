import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { env } from '#lib/base/env.ts'
import { isVirtLabError } from '#lib/base/error.ts'
import { log } from '#lib/base/log.ts'
import { openBackup } from '#lib/incus/backups.ts'
import { incus } from '#lib/incus/client.ts'
import { listInstances } from '#lib/incus/instances.ts'
import { plainStart } from '#lib/lessons/lesson-starts.ts'
import { withFrozenHost } from '../backup/frozen-host.ts'
import { labError } from '../lab-error.ts'
import { configKeys } from '../lab-instance.ts'
import type { LabRecord } from '../lab-record.ts'
import { isParkedHost } from '../parking.ts'
import type { ExportFile } from './export-store.ts'

/** How far it is with one lab: which host of how many, and of its file so much; null while Incus makes it. */
export interface ExportProgress {
  host: number
  hosts: number
  bytes: number | null
  total: number | null
}

const folder = () => path.join(env.stateDir, 'exports')
const folderOf = (id: string) => path.join(folder(), id)
const draftOf = (id: string) => `${id}.new`
const fileOf = (id: string, index: number) => path.join(folderOf(id), `${index}.tar.zst`)

/**
 * Writes each host of the lab into a file, as export `id`; all of them or none. `lab.no-host` if it has none, `lab.export-no-space`, and
 * Incus's codes.
 */
export async function writeFiles(
  id: string,
  lab: LabRecord,
  o: { signal: AbortSignal; onProgress: (progress: ExportProgress) => void },
): Promise<ExportFile[]> {
  const hosts = await listHosts(lab)
  if (hosts.length === 0) throw labError('no-host', 'nothing to export', { status: 409 })
  const draft = draftOf(id)
  try {
    await mkdir(folderOf(draft), { recursive: true, mode: 0o700 })
    const files: ExportFile[] = []
    for (const [index, { name, start }] of hosts.entries()) {
      const tell = (bytes: number | null, total: number | null) =>
        o.onProgress({ host: index + 1, hosts: hosts.length, bytes, total })
      tell(null, null)
      files.push({ start, bytes: await writeHost(name, fileOf(draft, index), { signal: o.signal, tell }) })
    }
    await rename(folderOf(draft), folderOf(id))
    return files
  } catch (error) {
    await removeFiles(draft).catch((err: unknown) => log.error({ err, export: id }, 'a half made export is left'))
    const full = (error as NodeJS.ErrnoException).code === 'ENOSPC' || isVirtLabError(error, 'incus.no-space')
    throw full ? labError('export-no-space', 'no room for an export', { status: 507, cause: error }) : error
  }
}

/** The host in use first, then those that stand by. */
export async function listHosts(lab: LabRecord): Promise<{ name: string; start: string }[]> {
  const all = await listInstances(incus(), configKeys.lab, lab.id)
  const used = all.filter(({ name }) => name === lab.instance).map(({ name }) => ({ name, start: lab.start }))
  const parked = all
    .filter(({ name }) => isParkedHost(name, lab.id))
    .map(({ name, config }) => ({ name, start: config[configKeys.start] ?? plainStart }))
  return [...used, ...parked]
}

function writeHost(
  instance: string,
  file: string,
  o: { signal: AbortSignal; tell: (bytes: number, total: number | null) => void },
): Promise<number> {
  const { signal, tell } = o
  return withFrozenHost(instance, async (frozen) => {
    signal.throwIfAborted()
    const { stream, bytes: total } = await openBackup(incus(), frozen)
    let bytes = 0
    async function* counted() {
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        tell((bytes += chunk.length), total)
        yield chunk
      }
    }
    await pipeline(counted, createWriteStream(file, { mode: 0o600 }), { signal }).finally(() => stream.destroy())
    if (total !== null && bytes !== total) throw labError('operation-failed', `${bytes} of ${total} bytes came`)
    return bytes
  })
}

/** Code: lab.export-gone. */
export async function readFileOf(id: string, index: number): Promise<{ bytes: number; stream: Readable }> {
  const file = fileOf(id, index)
  const found = await stat(file).catch(() => null)
  if (!found) throw labError('export-gone', `${file} is not there`, { status: 404 })
  return { bytes: found.size, stream: createReadStream(file) }
}

export async function removeFiles(id: string): Promise<void> {
  await rm(folderOf(id), { recursive: true, force: true })
}

/** Removes the files that belong to none of these exports, and unless `drafts` what is half made. */
export async function keepFilesOf(ids: string[], { drafts }: { drafts: boolean }): Promise<void> {
  const kept = new Set(drafts ? [...ids, ...ids.map(draftOf)] : ids)
  for (const name of await readdir(folder()).catch(() => [])) if (!kept.has(name)) await removeFiles(name)
}
