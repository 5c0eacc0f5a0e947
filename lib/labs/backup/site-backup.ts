import { createWriteStream } from 'node:fs'
import { copyFile, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { env } from '#lib/base/env.ts'
import { VirtLabError } from '#lib/base/error.ts'
import { db } from '#lib/db/client.ts'
import { openBackup } from '#lib/incus/backups.ts'
import { incus } from '#lib/incus/client.ts'
import { listInstances } from '#lib/incus/instances.ts'
import { readDeploymentId } from '../deployment-id.ts'
import { configKeys } from '../lab-instance.ts'
import { listRecords } from '../lab-record.ts'
import { isParkedHost } from '../parking.ts'
import { withFrozenHost } from './frozen-host.ts'

export const manifestVersion = 1
/** Of the state directory, what cannot be made again; the database apart. */
export const secretFiles = ['secrets.json', 'lti-key.json']

export const manifestSchema = z.object({
  version: z.number(),
  createdAt: z.string(),
  deployment: z.string(),
  /** The last migration of the database. */
  migration: z.string(),
  hosts: z.array(z.object({ instance: z.string(), file: z.string(), bytes: z.number(), optimized: z.boolean() })),
})

export type Manifest = z.infer<typeof manifestSchema>

export interface BackupProgress {
  done: number
  total: number
  /** The host that is written, or null for the database. */
  instance: string | null
  /** VMs of it that could not be saved and are off in the backup. */
  lost: string[]
}

/**
 * Writes all that the site knows and every lab's host into a new directory, whether the site runs or not. A directory without
 * manifest.json is none: it is written last. Code: backup.exists, and Incus's.
 */
export async function backUpSite(directory: string, onProgress: (progress: BackupProgress) => void): Promise<Manifest> {
  if ((await readdir(directory).catch(() => [])).length > 0)
    throw new VirtLabError({ code: 'backup.exists', message: `${directory} is not empty` })
  await mkdir(path.join(directory, 'hosts'), { recursive: true, mode: 0o700 })
  const deployment = await readDeploymentId()
  const instances = await listHosts(deployment)
  const tell = (done: number, instance: string | null, lost: string[] = []) =>
    onProgress({ done, total: instances.length, instance, lost })
  tell(0, null)
  await db().$executeRawUnsafe('VACUUM INTO ?', path.join(directory, 'virtlab.db'))
  for (const name of secretFiles) await copyIfThere(path.join(env.stateDir, name), path.join(directory, name))
  const hosts: Manifest['hosts'] = []
  for (const [index, instance] of instances.entries()) {
    tell(index, instance)
    hosts.push(await writeHost(directory, instance, (lost) => tell(index, instance, lost)))
  }
  const createdAt = new Date().toISOString()
  const manifest = { version: manifestVersion, createdAt, deployment, migration: await lastMigration(), hosts }
  const draft = path.join(directory, 'manifest.json.new')
  await writeFile(draft, JSON.stringify(manifest, null, 2))
  await rename(draft, path.join(directory, 'manifest.json'))
  return manifest
}

/** Hosts of labs that there are, those that stand by included. */
async function listHosts(deployment: string): Promise<string[]> {
  const records = await listRecords()
  const ours = await listInstances(incus(), configKeys.deployment, deployment)
  return ours
    .map(({ name }) => name)
    .filter((name) => records.some(({ id, instance }) => name === instance || isParkedHost(name, id)))
}

async function writeHost(directory: string, instance: string, onLost: (lost: string[]) => void) {
  const file = `hosts/${instance}.tar.zst`
  const target = path.join(directory, file)
  try {
    return await withFrozenHost(instance, async (frozen, lost) => {
      if (lost.length > 0) onLost(lost)
      const { stream } = await openBackup(incus(), frozen, { optimized: false })
      await pipeline(stream, createWriteStream(target, { mode: 0o600 }))
      return { instance, file, bytes: (await stat(target)).size, optimized: false }
    })
  } catch (error) {
    await rm(target, { force: true })
    throw error
  }
}

export async function lastMigration(): Promise<string> {
  const rows = await db().$queryRaw<
    { name: string | null }[]
  >`SELECT MAX(migration_name) AS name FROM _prisma_migrations`
  return rows[0]?.name ?? ''
}

export async function copyIfThere(from: string, to: string): Promise<void> {
  await copyFile(from, to).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
  })
}

/** Codes: backup.none, backup.newer (params: what). */
export async function readManifest(directory: string): Promise<Manifest> {
  const text = await readFile(path.join(directory, 'manifest.json'), 'utf8').catch(() => null)
  const none = new VirtLabError({ code: 'backup.none', message: `${directory} holds no whole backup` })
  if (text === null) throw none
  const { version } = z.object({ version: z.number() }).parse(JSON.parse(text))
  if (version > manifestVersion) throw new VirtLabError({ code: 'backup.newer', message: `its version is ${version}` })
  return manifestSchema.parse(JSON.parse(text))
}
