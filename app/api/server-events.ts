import { requireSession } from '#lib/auth/require-user.ts'
import { whenSessionEnds } from '#lib/auth/session-ends.ts'
import type { Actor } from '#lib/access/actor.ts'
import type { Verb } from '#lib/access/can.ts'
import { Disposer, type Dispose } from '#lib/base/dispose.ts'
import { requireClass } from '#lib/classes/class-record.ts'
import { onRightsLost } from '#lib/classes/rights-lost.ts'
import { explain } from './refuse.ts'

/** A proxy ends what is silent for longer. */
const pingMs = 20_000

/**
 * GET ?class=ID: what a class tells, as server-sent events, for as long as the page and the session are there and the actor may still
 * do `verb` with the class. `watch` asks the same, begins to tell, and gives what ends it. `what` failed, for the log.
 */
export async function classEvents(
  request: Request,
  what: string,
  verb: Verb,
  watch: (asked: { actor: Actor; classId: string }, tell: (message: unknown) => void) => Promise<Dispose>,
): Promise<Response> {
  const classId = new URL(request.url).searchParams.get('class') ?? ''
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
    const recheck = () => void requireClass({ actor, classId, verb }).catch(end)
    opened.add(onRightsLost(recheck))
    opened.add(await watch({ actor, classId }, (message) => send(`data: ${JSON.stringify(message)}\n\n`)))
    // The headers leave with the first bytes: what has nothing to tell yet would be open at the first ping only.
    send(':\n\n')
    const pinger = setInterval(() => {
      send(':\n\n')
      recheck()
    }, pingMs)
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
