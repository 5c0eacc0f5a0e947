import { createReadStream, existsSync } from 'node:fs'
import { copyFile, mkdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { env } from '#lib/base/env.ts'
import { VirtLabError } from '#lib/base/error.ts'
import { db } from '#lib/db/client.ts'
import { importBackup } from '#lib/incus/backups.ts'
import { incus } from '#lib/incus/client.ts'
import { readInstance, removeInstance, setInstanceConfig } from '#lib/incus/instances.ts'
import { readDeploymentId } from '../deployment-id.ts'
import { configKeys } from '../lab-instance.ts'
import { instanceName, listRecords } from '../lab-record.ts'
import { copyIfThere, type Manifest, readManifest, secretFiles } from './site-backup.ts'

/**
 * Makes the empty state directory the site that was backed up, its labs stopped as they were saved. The labs are this deployment's from
 * now on, so that the one they come from may go on beside it. `migrate` brings the copied database to this version's schema.
 * When it fails, nothing of it is left. Codes: backup.none, .newer, .damaged, .not-empty; Incus's.
 */
export async function restoreSite(
  directory: string,
  o: { migrate: () => void; onProgress: (done: number, total: number) => void },
): Promise<Manifest> {
  const manifest = await readManifest(directory)
  if (!existsSync(path.join(migrations, manifest.migration)))
    throw new VirtLabError({ code: 'backup.newer', message: `its database is of ${manifest.migration}` })
  await checkFiles(directory, manifest)
  if (existsSync(inState('virtlab.db')))
    throw new VirtLabError({ code: 'backup.not-empty', message: `${env.stateDir} has a database` })
  await mkdir(env.stateDir, { recursive: true })
  const made: string[] = []
  try {
    for (const name of secretFiles) await copyIfThere(path.join(directory, name), inState(name))
    await copyFile(path.join(directory, 'virtlab.db'), inState('virtlab.db'))
    o.migrate()
    const names = await adoptLabs(manifest)
    for (const [index, { instance, file }] of manifest.hosts.entries()) {
      o.onProgress(index, manifest.hosts.length)
      const name = names(instance)
      made.push(name)
      await importBackup(incus(), { name, stream: createReadStream(path.join(directory, file)) })
      await setInstanceConfig(incus(), name, { [configKeys.deployment]: await readDeploymentId() })
    }
    await settlePhases(new Set(made))
    o.onProgress(manifest.hosts.length, manifest.hosts.length)
    return manifest
  } catch (error) {
    for (const name of made) await removeInstance(incus(), name).catch(() => {})
    await db()
      .$disconnect()
      .catch(() => {})
    for (const name of ['virtlab.db', 'virtlab.db-wal', 'virtlab.db-shm', ...secretFiles])
      await rm(inState(name), { force: true })
    throw error
  }
}

const migrations = path.resolve(import.meta.dirname, '../../../prisma/migrations')
const inState = (name: string) => path.join(env.stateDir, name)

async function checkFiles(directory: string, { hosts }: Manifest): Promise<void> {
  for (const { file, bytes } of hosts) {
    const size = (await stat(path.join(directory, file)).catch(() => null))?.size
    if (size !== bytes) throw new VirtLabError({ code: 'backup.damaged', message: `${file} is not whole` })
  }
}

/** Gives the labs this deployment's instance names; resolves to the new name of an old one. */
async function adoptLabs({ deployment }: Manifest): Promise<(instance: string) => string> {
  const [before, now] = [instanceName(deployment, ''), instanceName(await readDeploymentId(), '')]
  const rename = (instance: string) =>
    instance.startsWith(before) ? `${now}${instance.slice(before.length)}` : instance
  for (const { id, instance } of await listRecords())
    await db().lab.update({ where: { id }, data: { instance: rename(instance) } })
  return rename
}

/** No lab runs here yet; those whose VMs were saved for the backup say so. */
async function settlePhases(hosts: ReadonlySet<string>): Promise<void> {
  for (const { id, instance } of await listRecords()) {
    const data = { phase: JSON.stringify(hosts.has(instance) ? await stoppedPhase(instance) : { phase: 'absent' }) }
    await db().lab.update({ where: { id }, data })
  }
}

async function stoppedPhase(instance: string) {
  const { config } = await readInstance(incus(), instance)
  const vms = config[configKeys.running]?.split('\n').filter(Boolean).length ?? 0
  return vms > 0 ? { phase: 'stopped', suspended: { vms, why: 'site' } } : { phase: 'stopped' }
}
