import type { WebSocket } from 'ws'
import { whenSessionEnds } from '../auth/session-ends.ts'
import { closeCodes } from './protocol.ts'

/** What a browser that does not answer the closing handshake gets. */
const graceMs = 1_000

/** A socket lasts no longer than the session that opened it: signing out, a new password, a disabled account close it. */
export function endWithSession(socket: WebSocket, sessionId: string): void {
  const dispose = whenSessionEnds(sessionId, () => shut(socket, closeCodes.badTicket, 'signed out'))
  socket.once('close', () => void dispose())
}

/** The right is gone: not a byte more of what the browser sends gets further, whether it answers or not. */
export function shut(socket: WebSocket, code: number, reason: string): void {
  socket.removeAllListeners('message')
  socket.close(code, reason)
  setTimeout(() => socket.terminate(), graceMs).unref()
}
