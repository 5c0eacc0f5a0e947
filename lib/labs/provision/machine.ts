import os from 'node:os'
import { z } from 'zod'
import { incus } from '#lib/incus/client.ts'
import { rootDevice } from '../lab-instance.ts'
import { labLimits } from '../limits.ts'
import type { Machine } from './class-plan.ts'

const spaceSchema = z.object({ space: z.object({ used: z.number().default(0), total: z.number() }) })
const memorySchema = z.object({ memory: z.object({ used: z.number(), total: z.number() }) })
const mebibyte = 1024 ** 2

/** What the machine that makes labs has left. Codes: lab.not-set-up, or Incus's. */
export async function readMachine(): Promise<Machine> {
  const { pool = '' } = await rootDevice(labLimits)
  const [space, memory] = await Promise.all([
    incus()
      .request('GET', `/1.0/storage-pools/${encodeURIComponent(pool)}/resources`)
      .then(spaceSchema.parse),
    incus().request('GET', '/1.0/resources').then(memorySchema.parse),
  ])
  return {
    cpus: os.availableParallelism(),
    availableMemoryMiB: Math.floor((memory.memory.total - memory.memory.used) / mebibyte),
    availableDiskMiB: Math.floor((space.space.total - space.space.used) / mebibyte),
  }
}
