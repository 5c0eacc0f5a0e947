import { z } from 'zod'
import { env } from '#lib/base/env.ts'
import { db } from '#lib/db/client.ts'
import { incus } from '#lib/incus/client.ts'
import { imageOf, type Instance, listAllInstances, removeInstance } from '#lib/incus/instances.ts'
import { deleteSnapshot, listSnapshots } from '#lib/incus/snapshots.ts'
import { findImage } from '#lib/incus/images.ts'
import { listLessonSlugs } from '#lib/lessons/lesson-files.ts'
import { startOf, stepsOf } from '#lib/lessons/lesson-starts.ts'
import { exportSnapshot } from './backup/frozen-host.ts'
import { readDeploymentId } from './deployment-id.ts'
import { configKeys } from './lab-instance.ts'
import { listRecords } from './lab-record.ts'
import { isParkedHost } from './parking.ts'
import { currentTemplates, listStartTemplates } from './starts/start-template.ts'

/** What a running site makes is younger than this before its record knows it. */
const youngMs = 3_600_000
/** What no lesson here starts from may be another site's on this Incus; a day later nobody's. */
const templateMs = 24 * 3_600_000
const removedAfterMs = 30 * 24 * 3_600_000

export interface Garbage {
  kind: 'host' | 'template' | 'snapshot' | 'image' | 'rows'
  name: string
  /** Null where it is not known. */
  bytes: number | null
  remove: () => Promise<void>
}

/** What nothing of this site needs any more. Looks only; safe while the site runs. Rejects with Incus's codes. */
export async function findGarbage(now = Date.now()): Promise<Garbage[]> {
  const deployment = await readDeploymentId()
  const records = await listRecords()
  const all = await listAllInstances(incus())
  const ours = all.filter(({ config }) => config[configKeys.deployment] === deployment)
  const isKnown = (name: string) => records.some(({ id, instance }) => name === instance || isParkedHost(name, id))
  const orphans = ours.filter(
    ({ name, createdAt, config }) => !config[configKeys.warm] && !isKnown(name) && now - createdAt > youngMs,
  )
  const hosts = await Promise.all(orphans.map(({ name }) => hostGarbage('host', name)))
  const templates = await findTemplates(now)
  const going = new Set([...hosts, ...templates].map(({ name }) => name))
  return [
    ...hosts,
    ...templates,
    ...(await findSnapshots(ours.filter(({ name }) => isKnown(name)))),
    ...(await findImages(all.filter(({ name }) => !going.has(name)))),
    ...(await findRows(now)),
  ]
}

async function hostGarbage(kind: 'host' | 'template', name: string): Promise<Garbage> {
  return { kind, name, bytes: await diskUsage(name), remove: () => removeInstance(incus(), name) }
}

async function findTemplates(now: number): Promise<Garbage[]> {
  const current = new Set<string>()
  for (const lesson of await listLessonSlugs())
    for (const start of [startOf(lesson), ...stepsOf(lesson).map((step) => `${lesson}#${step}`)])
      for (const name of await currentTemplates(start)) current.add(name)
  const old = (await listStartTemplates()).filter(
    ({ name, createdAt }) => !current.has(name) && now - createdAt > templateMs,
  )
  return Promise.all(old.map(({ name }) => hostGarbage('template', name)))
}

/** What an export that was cut off has left. */
async function findSnapshots(hosts: Instance[]): Promise<Garbage[]> {
  const found: Garbage[] = []
  for (const { name } of hosts) {
    if (!(await listSnapshots(incus(), name)).includes(exportSnapshot)) continue
    const remove = () => deleteSnapshot(incus(), name, exportSnapshot)
    found.push({ kind: 'snapshot', name: `${name}/${exportSnapshot}`, bytes: null, remove })
  }
  return found
}

const imagesSchema = z.array(
  z.object({
    fingerprint: z.string(),
    size: z.number(),
    aliases: z.array(z.unknown()).nullish(),
    properties: z.record(z.string(), z.string()).nullish(),
  }),
)

/** Images of lab hosts that have no name any more, and of which nothing that stays was made: hosts, those that stand by, templates. */
async function findImages(staying: Instance[]): Promise<Garbage[]> {
  const needed = new Set([await findImage(incus(), env.labImage), ...staying.map(imageOf)])
  const images = imagesSchema.parse(await incus().request('GET', '/1.0/images?recursion=1'))
  return images
    .filter(({ fingerprint, aliases, properties }) => {
      const isLabImage = properties?.['virtlab.hash'] !== undefined
      return isLabImage && (aliases ?? []).length === 0 && !needed.has(fingerprint)
    })
    .map(({ fingerprint, size }) => ({
      kind: 'image',
      name: fingerprint.slice(0, 12),
      bytes: size,
      remove: async () => void (await incus().request('DELETE', `/1.0/images/${fingerprint}`)),
    }))
}

async function findRows(now: number): Promise<Garbage[]> {
  const over = { expiresAt: { lt: new Date(now) } }
  const longOver = { expiresAt: { lt: new Date(now - removedAfterMs) } }
  const tables = [
    {
      name: 'sessions',
      count: () => db().session.count({ where: over }),
      clear: () => db().session.deleteMany({ where: over }),
    },
    {
      name: 'verifications',
      count: () => db().verification.count({ where: over }),
      clear: () => db().verification.deleteMany({ where: over }),
    },
    {
      name: 'LTI launches',
      count: () => db().ltiNonce.count({ where: over }),
      clear: () => db().ltiNonce.deleteMany({ where: over }),
    },
    // For a month staff see that it was not taken.
    {
      name: 'invitations',
      count: () => db().invitation.count({ where: longOver }),
      clear: () => db().invitation.deleteMany({ where: longOver }),
    },
  ]
  const found: Garbage[] = []
  for (const { name, count, clear } of tables) {
    const rows = await count()
    if (rows > 0)
      found.push({ kind: 'rows', name: `${rows} × ${name}`, bytes: null, remove: async () => void (await clear()) })
  }
  return found
}

const stateSchema = z.object({ disk: z.record(z.string(), z.object({ usage: z.number() })).nullish() })

async function diskUsage(name: string): Promise<number | null> {
  const state = stateSchema.parse(await incus().request('GET', `/1.0/instances/${encodeURIComponent(name)}/state`))
  return state.disk?.root?.usage ?? null
}
