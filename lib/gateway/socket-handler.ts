import type { WebSocket } from 'ws'
import type { Actor } from '../access/actor.ts'
import type { SocketPurpose } from './protocol.ts'

/** One WebSocket that was let in: origin, session, ticket and right are checked. */
export interface SocketContext {
  socket: WebSocket
  actor: Actor
  labId: string
  /** Whose lab it is. */
  studentId: string
  /** UUID of the domain the ticket names. */
  domain: string | null
  query: URLSearchParams
  /** Aborted when the socket closes, or the right to it ends. */
  signal: AbortSignal
}

/** Serves a socket; resolves when everything is set up, or when it is over. A rejection closes the socket with its reason. */
export type SocketHandler = (context: SocketContext) => Promise<void>
export type SocketHandlers = Record<SocketPurpose, SocketHandler>
