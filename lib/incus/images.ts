import { z } from 'zod'
import { isVirtLabError } from '#lib/base/error.ts'
import type { IncusClient } from './client.ts'

const aliasSchema = z.object({ target: z.string() })
const imageSchema = z.object({ fingerprint: z.string() })

/** The fingerprint of an image by its alias or a fingerprint (or its beginning); null if there is none. */
export async function findImage(client: IncusClient, name: string): Promise<string | null> {
  const path = encodeURIComponent(name)
  for (const read of [
    async () => aliasSchema.parse(await client.request('GET', `/1.0/images/aliases/${path}`)).target,
    async () => imageSchema.parse(await client.request('GET', `/1.0/images/${path}`)).fingerprint,
  ]) {
    try {
      return await read()
    } catch (error) {
      if (!isVirtLabError(error, 'incus.404')) throw error
    }
  }
  return null
}
