import { statfs } from 'node:fs/promises'
import { z } from 'zod'
import { env } from '#lib/base/env.ts'
import { db } from '#lib/db/client.ts'
import { incus } from '#lib/incus/client.ts'
import { findImage } from '#lib/incus/images.ts'
import { labLimits } from './limits.ts'
import { rootDevice } from './lab-instance.ts'

type Part = 'ok' | 'missing' | 'unreachable' | 'full'

export interface Health {
  /** False: pages cannot be served. */
  serves: boolean
  /** Everything is as it should be. */
  healthy: boolean
  parts: Record<'database' | 'incus' | 'image' | 'stateDisk' | 'labDisk', Part>
}

/** Incus may be at work, but a page that asks for its health waits no longer. */
const timeoutMs = 1_500
const leastFreeBytes = 512 * 1024 ** 2
const spaceSchema = z.object({ space: z.object({ used: z.number().default(0), total: z.number() }) })

/** How database, Incus, the lab image and the disks are. Never rejects. */
export async function readHealth(): Promise<Health> {
  const signal = AbortSignal.timeout(timeoutMs)
  const [database, stateDisk, image, labDisk, incusAnswers] = await Promise.all([
    part(async () => {
      await db().user.count()
      return 'ok'
    }),
    part(async () => {
      const { bavail, bsize } = await statfs(env.stateDir)
      return bavail * bsize < leastFreeBytes ? 'full' : 'ok'
    }),
    part(async () => ((await findImage(incus(), env.labImage)) ? 'ok' : 'missing')),
    part(async () => {
      const { pool = '' } = await rootDevice(labLimits)
      const path = `/1.0/storage-pools/${encodeURIComponent(pool)}/resources`
      const { space } = spaceSchema.parse(await incus().request('GET', path, undefined, { signal }))
      return space.total - space.used < leastFreeBytes ? 'full' : 'ok'
    }),
    part(async () => {
      await incus().request('GET', '/1.0', undefined, { signal })
      return 'ok'
    }),
  ])
  const parts = { database, incus: incusAnswers, image, stateDisk, labDisk }
  return { serves: database === 'ok', healthy: Object.values(parts).every((state) => state === 'ok'), parts }
}

function part(look: () => Promise<Part>): Promise<Part> {
  const late = new Promise<Part>((resolve) => void setTimeout(() => resolve('unreachable'), timeoutMs).unref())
  return Promise.race([look().catch((): Part => 'unreachable'), late])
}
