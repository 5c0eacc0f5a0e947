import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { env } from '#lib/base/env.ts'
import type { Accelerator } from '#lib/gateway/protocol.ts'

const schema = z.object({ kind: z.enum(['kvm', 'tcg']), reason: z.string(), detail: z.string().optional() })

/** What `npm run up` found by booting a guest: only a proof gives labs /dev/kvm. Not asked yet counts as no. */
export async function readAccelerator(): Promise<Accelerator> {
  try {
    return schema.parse(JSON.parse(await readFile(path.join(env.stateDir, 'accelerator.json'), 'utf8')))
  } catch {
    return { kind: 'tcg', reason: 'not-tested' }
  }
}
