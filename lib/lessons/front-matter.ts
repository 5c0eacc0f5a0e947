import { VirtLabError } from '#lib/base/error.ts'
import { z } from 'zod'

/** The head of `lesson.<locale>.mdx`. This schema is its documentation; authors read it, the compiler enforces it. */
export const frontMatterSchema = z.strictObject({
  title: z.string().min(1).describe('Heading of the lesson and its name on the course map. Translated.'),
  summary: z.string().min(1).max(160).describe('One sentence for the course map. Translated.'),
  order: z.number().int().min(1).describe('Place in the course; no two lessons share one. Same in every language.'),
  minutes: z
    .number()
    .int()
    .min(5)
    .max(240)
    .describe('Time for a first reading with its exercises. Same in every language.'),
  goals: z
    .array(z.string().min(1))
    .min(2)
    .max(6)
    .describe('What the student will be able to do, each starting with a verb. Translated, same number.'),
  needs: z
    .array(z.string().regex(/^\d{2}-[a-z0-9-]+$/))
    .default([])
    .describe('Folder names of lessons that should come before. Same in every language.'),
  exam: z
    .boolean()
    .default(false)
    .describe(
      'Leave out, or `true`: the lesson is an exam, with a fresh lab for each attempt. Same in every language.',
    ),
})

export type FrontMatter = z.infer<typeof frontMatterSchema>

/** Values that both languages of a lesson must share. */
export const sharedFields = ['order', 'minutes', 'needs', 'exam'] as const satisfies (keyof FrontMatter)[]

/** Checks parsed YAML; throws `lesson.front-matter` naming the file and each wrong field. */
export function parseFrontMatter(data: unknown, file: string): FrontMatter {
  const parsed = frontMatterSchema.safeParse(data)
  if (parsed.success) return parsed.data
  const details = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'front matter'}: ${issue.message}`)
  throw new VirtLabError({
    code: 'lesson.front-matter',
    message: `${file}: ${details.join('; ')}`,
    params: { file, details: details.join('; ') },
  })
}
