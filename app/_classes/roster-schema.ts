import { z } from 'zod'
import { rosterLimit } from '#lib/classes/roster/roster-row.ts'

const cell = z.string().max(2_000)
const rowSchema = z.object({ line: z.number().int().positive(), name: cell, username: cell, email: cell, role: cell })

/** What the preview sends. A roster that is too long is refused with its length, so a little more is let in. */
export const rosterRowsSchema = z.array(rowSchema).max(rosterLimit * 10)

/** What is imported of it. */
export const confirmedRowsSchema = z
  .array(z.object({ row: rowSchema, expected: z.enum(['new', 'joins', 'member']) }))
  .min(1)
  .max(rosterLimit)
