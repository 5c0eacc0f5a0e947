import { z } from 'zod'
import { requireUser } from '#lib/auth/require-user.ts'
import { lessonLocales } from '#lib/lessons/lesson-types.ts'
import { searchLessons } from '#lib/lessons/search/search-lessons.ts'
import { explain } from '../refuse.ts'

export const dynamic = 'force-dynamic'

const query = z.object({ q: z.string().max(200), locale: z.enum(lessonLocales) })

/** What the course says of some words: ?q=&locale=. */
export async function GET(request: Request): Promise<Response> {
  try {
    await requireUser()
    const { q, locale } = query.parse(Object.fromEntries(new URL(request.url).searchParams))
    const started = performance.now()
    const hits = await searchLessons(q, locale)
    const took = `search;dur=${(performance.now() - started).toFixed(1)}`
    return Response.json(hits, { headers: { 'cache-control': 'no-store', 'server-timing': took } })
  } catch (error) {
    return explain(error, 'the course could not be searched')
  }
}
