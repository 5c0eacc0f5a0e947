import type { z } from 'zod'
import type { Actor } from '#lib/access/actor.ts'
import { requireUser } from '#lib/auth/require-user.ts'
import type { WireError } from '#lib/gateway/protocol.ts'
import { actionFailure } from './action-failure.ts'

export type Answer<T> = { ok: T } | { error: WireError }

/** A server action: its input checked, then one call for who is signed in. `what` failed, for the log. */
export async function classAction<Input, Output>(
  what: string,
  schema: z.ZodType<Input>,
  input: unknown,
  call: (actor: Actor, input: Input) => Promise<Output>,
): Promise<Answer<Output>> {
  const parsed = schema.safeParse(input)
  if (!parsed.success) return { error: { code: 'bad-input', userMessage: 'unexpected', params: {} } }
  try {
    return { ok: await call(await requireUser(), parsed.data) }
  } catch (error) {
    return { error: actionFailure(error, what) }
  }
}
