import { watch } from 'node:fs/promises'
import { lessonsRoot } from '#lib/lessons/lesson-files.ts'

export const dynamic = 'force-dynamic'

/** Server-sent events: the lesson whose files were just saved. While developing only. */
export function GET(request: Request): Response {
  if (process.env.NODE_ENV !== 'development') return new Response(null, { status: 404 })
  const encoder = new TextEncoder()
  const body = new ReadableStream({
    async start(controller) {
      try {
        for await (const { filename } of watch(lessonsRoot(), { recursive: true, signal: request.signal })) {
          controller.enqueue(encoder.encode(`data: ${filename?.split('/')[0] ?? ''}\n\n`))
        }
      } catch {
        // The page is gone.
      }
    },
  })
  return new Response(body, { headers: { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' } })
}
