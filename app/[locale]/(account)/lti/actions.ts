'use server'

import { z } from 'zod'
import { actionFailure } from '#app/_classes/action-failure.ts'
import { requireUser } from '#lib/auth/require-user.ts'
import type { WireError } from '#lib/gateway/protocol.ts'
import { removePlatform, savePlatform } from '#lib/lti/platforms.ts'

const text = z.string().max(5000)
const formSchema = z.object({
  name: text,
  issuer: text,
  clientId: text,
  deployments: text,
  authUrl: text,
  tokenUrl: text,
  jwksUrl: text,
})
const idSchema = z.string().min(1).max(64)

type Answer = { done: true } | { error: WireError }

export async function savePlatformAction(form: z.infer<typeof formSchema>, id?: string): Promise<Answer> {
  return answer('a learning platform was not saved', async () =>
    savePlatform(await requireUser(), formSchema.parse(form), idSchema.optional().parse(id)),
  )
}

export async function removePlatformAction(id: string): Promise<Answer> {
  return answer('a learning platform was not removed', async () =>
    removePlatform(await requireUser(), idSchema.parse(id)),
  )
}

async function answer(what: string, act: () => Promise<void>): Promise<Answer> {
  try {
    await act()
    return { done: true }
  } catch (error) {
    return { error: actionFailure(error, what) }
  }
}
