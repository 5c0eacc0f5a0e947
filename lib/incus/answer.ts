import { z } from 'zod'

/** An operation: Incus's word for work that goes on after the answer. */
export const operationSchema = z.object({
  id: z.string(),
  status: z.string(),
  status_code: z.number(),
  err: z.string().default(''),
  metadata: z.record(z.string(), z.unknown()).nullish(),
})

export type Operation = z.infer<typeof operationSchema>

export const answerSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('sync'), metadata: z.unknown() }),
  z.object({ type: z.literal('async'), metadata: operationSchema }),
  z.object({ type: z.literal('error'), error: z.string(), error_code: z.number() }),
])
