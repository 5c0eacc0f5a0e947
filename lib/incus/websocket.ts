import net from 'node:net'
import WebSocket from 'ws'
import { incusUnreachable } from './incus-error.ts'

export interface WebSocketOptions {
  path: string
  /**
   * Incus drops a listener to its events that answers no pings. To an exec socket it sends them too, but waits for no
   * answer: there a pong can meet a socket that was closed when the process ended, and that failure would destroy it on
   * our side with the process's last words still unread.
   */
  answerPings: boolean
  signal?: AbortSignal
}

/** Opens a WebSocket of Incus over its UNIX socket, paused: nothing is lost before somebody listens and calls resume(). */
export function openWebSocket(o: WebSocketOptions & { socketPath: string }): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    o.signal?.throwIfAborted()
    const socket = new WebSocket(`ws://incus${o.path}`, {
      createConnection: () => net.connect({ path: o.socketPath }),
      perMessageDeflate: false,
      autoPong: o.answerPings,
      maxPayload: 0, // Incus frames what it reads; it is our own daemon
    })
    const abort = () => socket.terminate()
    o.signal?.addEventListener('abort', abort, { once: true })
    const settle = () => o.signal?.removeEventListener('abort', abort)
    socket.once('open', () => {
      settle()
      socket.pause()
      socket.off('error', fail)
      socket.on('error', () => {}) // 'close' follows, and says the same
      resolve(socket)
    })
    const fail = (error: Error) => {
      settle()
      reject(o.signal?.aborted ? o.signal.reason : incusUnreachable(error))
    }
    socket.once('error', fail)
  })
}
