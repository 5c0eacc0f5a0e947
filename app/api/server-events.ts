import { requireSession } from '#lib/auth/require-user.ts'
import { whenSessionEnds } from '#lib/auth/session-ends.ts'
import type { Actor } from '#lib/access/actor.ts'
import { Disposer, type Dispose } from '#lib/base/dispose.ts'
import { explain } from './refuse.ts'

/** A proxy ends what is silent for longer. */
const pingMs = 20_000

/**
 * Server-sent events for as long as the page and the session are there. `watch` begins to tell, and gives what ends it; `end` closes the
 * stream. `what` failed, for the log.
 */
export async function serverEvents(
  request: Request,
  what: string,
  watch: (actor: Actor, tell: (message: unknown) => void, end: () => void) => Promise<Dispose>,
): Promise<Response> {
  const opened = new Disposer()
  const end = () => void opened.dispose()
  try {
    const { actor, sessionId } = await requireSession()
    const encoder = new TextEncoder()
    let controller: ReadableStreamDefaultController<Uint8Array> | null = null
    const body = new ReadableStream<Uint8Array>({
      start: (own) => void (controller = own),
      cancel: end,
    })
    const send = (text: string) => controller?.enqueue(encoder.encode(text))
    opened.add(() => {
      controller?.close()
      controller = null
    })
    opened.add(await watch(actor, (message) => send(`data: ${JSON.stringify(message)}\n\n`), end))
    const pinger = setInterval(() => send(':\n\n'), pingMs)
    opened.add(() => clearInterval(pinger))
    opened.add(whenSessionEnds(sessionId, end))
    request.signal.addEventListener('abort', end, { once: true })
    // Compressed, it would wait until there is enough of it.
    const headers = { 'content-type': 'text/event-stream', 'cache-control': 'no-store, no-transform' }
    return new Response(body, { headers })
  } catch (error) {
    end()
    return explain(error, what)
  }
}
