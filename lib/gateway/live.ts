import { z } from 'zod'
import type { Dispose } from '../base/dispose.ts'
import { acquireGradedModel } from '../grading/grader.ts'
import { showHelp } from '../help/show-help.ts'
import { noteActivity } from '../labs/activity.ts'
import type { LiveModelHold } from '../labs/live/live-models.ts'
import { watchStats } from '../labs/live/stats.ts'
import type { LiveMessage, LiveRequest } from './protocol.ts'
import type { SocketHandler } from './socket-handler.ts'

/** A browser that is this far behind gets no more changes, but a snapshot when it has caught up. */
const maxBufferedBytes = 1024 * 1024

const requestSchema: z.ZodType<LiveRequest> = z.discriminatedUnion('type', [
  z.object({ type: z.literal('watch'), stats: z.boolean() }),
  z.object({ type: z.literal('active') }),
])

/** The state of a lab: a snapshot, then its changes as they come; and, while the browser asks for them, statistics. */
export const liveHandler: SocketHandler = async ({ socket, labId, signal }) => {
  const stats = new StatsWish((at, { host, domains }) => {
    // Old numbers are no use to one who is behind.
    if (socket.bufferedAmount === 0 && socket.readyState === socket.OPEN) send({ type: 'stats', at, host, domains })
  })
  // Who opens a page is there.
  noteActivity(labId)
  // It may ask before there is anything to be had.
  socket.on('message', (data) => {
    const request = requestSchema.safeParse(parseJson(String(data))).data
    if (request?.type === 'active') noteActivity(labId)
    else if (request) stats.receive(request)
  })
  const hold = await acquireGradedModel(labId)
  // The state goes on without what could not be read.
  await showHelp(hold.model)
  if (signal.aborted) return hold.release()
  let behind = false

  const send = (message: LiveMessage) => socket.send(JSON.stringify(message), catchUp)
  const sendSnapshot = () => send({ type: 'snapshot', at: Date.now(), state: hold.state })
  function catchUp(): void {
    if (!behind || socket.bufferedAmount > 0 || socket.readyState !== socket.OPEN) return
    behind = false
    sendSnapshot()
  }

  const unsubscribe = hold.subscribe((at, changes) => {
    if (behind || socket.readyState !== socket.OPEN) return
    if (socket.bufferedAmount > maxBufferedBytes) behind = true
    else send({ type: 'changes', at, changes })
  })
  signal.addEventListener(
    'abort',
    () => {
      stats.close()
      void unsubscribe()
      hold.release()
    },
    { once: true },
  )
  sendSnapshot()
  stats.open(hold)
}

/** Whether one browser wants statistics, and the watching that follows from it. */
class StatsWish {
  readonly #listener: Parameters<typeof watchStats>[1]
  #wanted = false
  #hold: LiveModelHold | null = null
  #stop: Dispose | null = null

  constructor(listener: Parameters<typeof watchStats>[1]) {
    this.#listener = listener
  }

  receive(request: Extract<LiveRequest, { type: 'watch' }>): void {
    this.#wanted = request.stats
    this.#follow()
  }

  open(hold: LiveModelHold): void {
    this.#hold = hold
    this.#follow()
  }

  close(): void {
    this.#hold = null
    this.#follow()
  }

  #follow(): void {
    if (this.#wanted && this.#hold) this.#stop ??= watchStats(this.#hold, this.#listener)
    else {
      void this.#stop?.()
      this.#stop = null
    }
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
