import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Actor } from '../access/actor.ts'
import { isAllowedOrigin } from '../auth/origins.ts'
import { sessionFromRequest } from '../auth/session.ts'
import { redeemTicket, type TicketGrant } from '../auth/tickets.ts'
import { isVirtLabError } from '../base/error.ts'
import { log } from '../base/log.ts'
import { withLogContext } from '../base/log-context.ts'
import { metrics } from '../base/metrics.ts'
import { onRightsLost } from '../classes/rights-lost.ts'
import { enterLab, holdsTakeOver, onHelp } from '../labs/help-board.ts'
import { assertLab } from '../labs/require-lab.ts'
import { readRecord } from '../labs/lab-record.ts'
import { endWithSession, shut } from './end-with-session.ts'
import { closeCodes, type SocketPurpose, type TerminalStatus, usingPurposes } from './protocol.ts'
import type { SocketHandlers } from './socket-handler.ts'
import { toWireError } from './wire-error.ts'

const prefix = '/ws/'
const pingEveryMs = 25_000
/** A keystroke, a paste of a file: more in one frame is no terminal. */
const maxFrameBytes = 1024 * 1024

interface Admitted {
  grant: TicketGrant
  actor: Actor
  studentId: string
}

type Admission = Admitted | { status: 401 | 403 | 404; reason: string }

/** The site's own WebSockets. `handle` says whether an upgrade was ours; `close` ends all of them. */
export class SocketGate {
  readonly #server = new WebSocketServer({ noServer: true, maxPayload: maxFrameBytes, perMessageDeflate: false })
  readonly #handlers: SocketHandlers
  readonly #alive = new WeakSet<WebSocket>()
  /** In another's lab: those whose right may end while they are open. */
  readonly #guests = new Map<WebSocket, () => Promise<void>>()
  readonly #disposeRights = onRightsLost(() => void this.recheck())
  readonly #pinger = setInterval(() => this.#ping(), pingEveryMs).unref()

  constructor(handlers: SocketHandlers) {
    this.#handlers = handlers
  }

  handle(request: IncomingMessage, socket: Duplex, head: Buffer): boolean {
    const url = new URL(request.url ?? '/', 'http://localhost')
    if (!url.pathname.startsWith(prefix)) return false
    socket.on('error', () => socket.destroy())
    this.#admitAndServe(request, socket, head, url).catch((error: unknown) => {
      log.error({ err: error, path: url.pathname }, 'upgrade failed')
      refuse(socket, 500, 'Internal Server Error')
    })
    return true
  }

  /** Closes what staff have open in a lab that is no longer theirs to see: they, or the student, have left the class. */
  async recheck(): Promise<void> {
    for (const [socket, check] of this.#guests) {
      try {
        await check()
      } catch (error) {
        if (!isVirtLabError(error)) log.error({ err: error }, 'a right was not looked at again')
        else shut(socket, closeCodes.forbidden, error.code)
      }
    }
  }

  async close(): Promise<void> {
    clearInterval(this.#pinger)
    await this.#disposeRights()
    for (const socket of this.#server.clients) socket.close(closeCodes.serverStopping, 'server stopping')
    await new Promise((resolve) => setTimeout(resolve, this.#server.clients.size > 0 ? 200 : 0))
    for (const socket of this.#server.clients) socket.terminate()
  }

  async #admitAndServe(request: IncomingMessage, socket: Duplex, head: Buffer, url: URL): Promise<void> {
    const purpose = url.pathname.slice(prefix.length)
    const admission = isPurpose(purpose, this.#handlers) ? await admit(request, purpose, url) : notFound
    if ('status' in admission) {
      log.warn({ path: url.pathname, origin: request.headers.origin, reason: admission.reason }, 'upgrade refused')
      return refuse(socket, admission.status, admission.reason)
    }
    if (admission.actor.userId !== admission.studentId) await this.#noteVisit(socket, purpose, admission)
    this.#server.handleUpgrade(request, socket, head, (webSocket) => {
      this.#alive.add(webSocket)
      endWithSession(webSocket, admission.grant.sessionId)
      webSocket.on('pong', () => this.#alive.add(webSocket))
      webSocket.on('error', (error) => log.debug({ err: error }, 'socket error'))
      const { actor, grant, studentId } = admission
      if (actor.userId !== studentId) {
        this.#guests.set(webSocket, () => assertLab(actor, 'view', { id: grant.labId, studentId }))
        webSocket.once('close', () => this.#guests.delete(webSocket))
      }
      void withLogContext({ user: actor.userId, lab: grant.labId }, () =>
        this.#serve(webSocket, purpose as SocketPurpose, admission, url),
      )
    })
  }

  /** Staff in a student's lab: nothing is opened before it is in the audit log. */
  async #noteVisit(socket: Duplex, kind: string, { actor, studentId, grant }: Admitted): Promise<void> {
    const leave = await enterLab({ actor, labId: grant.labId, studentId, kind })
    if (socket.destroyed) leave()
    else socket.once('close', leave)
  }

  async #serve(socket: WebSocket, purpose: SocketPurpose, admitted: Admitted, url: URL) {
    const { actor, grant, studentId } = admitted
    const { labId, domain } = grant
    const closing = new AbortController()
    metrics().sockets.inc({ purpose })
    log.debug({ purpose }, 'socket opened')
    socket.once('close', () => metrics().sockets.dec({ purpose }))
    socket.once('close', () => closing.abort())
    if (actor.userId !== studentId && usingPurposes.includes(purpose)) endWithTakeOver(socket, closing, admitted)
    try {
      await this.#handlers[purpose]({
        socket,
        actor,
        labId,
        studentId,
        domain,
        query: url.searchParams,
        signal: closing.signal,
      })
    } catch (error) {
      if (closing.signal.aborted) return
      log.warn({ err: error, lab: labId, user: actor.userId, purpose }, 'socket ended with an error')
      closeWithReason(socket, error)
    } finally {
      // A handler that ended early left it paused, and the browser's half of the closing handshake would wait.
      socket.resume()
    }
  }

  #ping(): void {
    for (const socket of this.#server.clients) {
      if (!this.#alive.delete(socket)) socket.terminate()
      else socket.ping()
    }
    void this.recheck()
  }
}

const notFound: Admission = { status: 404, reason: 'no such socket' }

function isPurpose(text: string, handlers: SocketHandlers): text is SocketPurpose {
  return Object.hasOwn(handlers, text)
}

async function admit(request: IncomingMessage, purpose: SocketPurpose, url: URL): Promise<Admission> {
  if (!isAllowedOrigin(request.headers.origin)) return { status: 403, reason: 'foreign origin' }
  const session = await sessionFromRequest(request)
  if (!session) return { status: 401, reason: 'not signed in' }
  const grant = redeemTicket(url.searchParams.get('ticket') ?? '', { sessionId: session.sessionId, purpose })
  if (!grant) return { status: 401, reason: 'no valid ticket' }
  // Asked again, although the ticket was issued after the same question: the right may be gone since.
  const lab = await findLab(grant.labId)
  if (!lab) return { status: 404, reason: 'no such lab' }
  try {
    await assertLab(session.actor, usingPurposes.includes(purpose) ? 'use' : 'view', lab)
  } catch (error) {
    if (isVirtLabError(error)) return { status: 403, reason: error.code }
    throw error
  }
  return { grant, actor: session.actor, studentId: lab.studentId }
}

/** What staff may type and click in is theirs for as long as the take-over: not a byte more when it ends. */
function endWithTakeOver(socket: WebSocket, closing: AbortController, { actor, grant: { labId } }: Admitted): void {
  const check = () => {
    if (holdsTakeOver(labId, actor.userId) || closing.signal.aborted) return
    socket.removeAllListeners('message')
    closing.abort()
    socket.close(closeCodes.forbidden, 'help.not-taken-over')
  }
  const dispose = onHelp(labId, check)
  closing.signal.addEventListener('abort', () => void dispose(), { once: true })
  check()
}

async function findLab(labId: string) {
  try {
    return await readRecord(labId)
  } catch (error) {
    if (isVirtLabError(error, 'lab.not-found')) return null
    throw error
  }
}

function refuse(socket: Duplex, status: number, reason: string): void {
  socket.end(`HTTP/1.1 ${status} ${reason}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}

function closeWithReason(socket: WebSocket, error: unknown): void {
  const wire = toWireError(error)
  if (socket.readyState !== socket.OPEN) return
  const notRunning = wire.code === 'lab.not-running'
  const status: TerminalStatus = { type: 'closed', reason: notRunning ? 'lab-stopped' : 'error', error: wire }
  socket.send(JSON.stringify(status))
  if (notRunning) socket.close(closeCodes.labNotRunning, wire.code)
  else socket.close(wire.code === 'libvirt.42' ? closeCodes.notFound : 1011, wire.code)
}
