import { closeCodes, type SocketPurpose } from '#lib/gateway/protocol.ts'
import { getTicket, TicketRefused } from './tickets.ts'

export type LabSocketState =
  | { state: 'connecting' }
  | { state: 'open' }
  /** Lost; tries again by itself. */
  | { state: 'waiting'; attempt: number }
  /** The server said no, and asking again the same way is pointless. `code` is a close code or an HTTP status. */
  | { state: 'refused'; code: number }
  | { state: 'closed' }

export interface LabSocketOptions {
  purpose: SocketPurpose
  labId: string
  domain?: string
  /** Asks the server to take the serial console from whoever holds it. */
  force?: boolean
  /** Further parameters of the socket's address. */
  query?: Record<string, string>
  onState: (state: LabSocketState) => void
  onBytes?: (bytes: Uint8Array) => void
  onText?: (text: string) => void
}

const backoff = { firstMs: 200, lastMs: 5_000 }
const finalCodes: number[] = [closeCodes.forbidden, closeCodes.notFound]

/** Gets a single-use ticket and opens the socket with it. Rejects with the HTTP status when there is no ticket to be had. */
export async function openTicketedSocket(
  options: Pick<LabSocketOptions, 'purpose' | 'labId' | 'domain' | 'force' | 'query'>,
  signal?: AbortSignal,
): Promise<WebSocket> {
  const { purpose, labId, domain, force, query = {} } = options
  const ticket = await getTicket({ purpose, labId, domain }, signal)
  const url = new URL(`/ws/${purpose}`, window.location.href)
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
  url.searchParams.set('ticket', ticket)
  if (force) url.searchParams.set('force', '1')
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
  const socket = new WebSocket(url)
  socket.binaryType = 'arraybuffer'
  return socket
}

/** A WebSocket to the lab that comes back by itself: with backoff, and at once when the network or the page does. */
export class LabSocket {
  readonly #options: LabSocketOptions
  readonly #closing = new AbortController()
  #socket: WebSocket | null = null
  #attempt = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(options: LabSocketOptions) {
    this.#options = options
    const wake = () => document.visibilityState === 'visible' && this.#timer !== undefined && this.retry()
    window.addEventListener('online', wake, { signal: this.#closing.signal })
    document.addEventListener('visibilitychange', wake, { signal: this.#closing.signal })
    void this.#connect()
  }

  get isOpen(): boolean {
    return this.#socket?.readyState === WebSocket.OPEN
  }

  /** Sends if connected; what is typed into a lost connection is dropped, never sent later by surprise. */
  send(data: string | Uint8Array<ArrayBuffer>): boolean {
    if (!this.isOpen) return false
    this.#socket?.send(data)
    return true
  }

  /** Connects now, whatever the backoff says. */
  retry(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (this.#closing.signal.aborted || this.#socket) return
    void this.#connect()
  }

  close(): void {
    if (this.#closing.signal.aborted) return
    this.#closing.abort()
    clearTimeout(this.#timer)
    this.#socket?.close()
    this.#socket = null
    this.#options.onState({ state: 'closed' })
  }

  async #connect(): Promise<void> {
    const { signal } = this.#closing
    this.#options.onState({ state: 'connecting' })
    let socket: WebSocket
    try {
      socket = await openTicketedSocket(this.#options, signal)
    } catch (error) {
      if (signal.aborted) return
      if (error instanceof TicketRefused && error.status < 500 && error.status !== 429) {
        this.#options.onState({ state: 'refused', code: error.status })
      } else this.#waitAndRetry()
      return
    }
    if (signal.aborted) return socket.close()
    this.#socket = socket
    socket.onopen = () => {
      this.#attempt = 0
      this.#options.onState({ state: 'open' })
    }
    socket.onmessage = ({ data }) => {
      if (typeof data === 'string') this.#options.onText?.(data)
      else this.#options.onBytes?.(new Uint8Array(data as ArrayBuffer))
    }
    socket.onclose = ({ code }) => {
      if (this.#socket !== socket) return
      this.#socket = null
      if (signal.aborted) return
      if (finalCodes.includes(code)) this.#options.onState({ state: 'refused', code })
      else this.#waitAndRetry()
    }
  }

  #waitAndRetry(): void {
    this.#attempt += 1
    this.#options.onState({ state: 'waiting', attempt: this.#attempt })
    const waitMs = Math.min(backoff.firstMs * 2 ** (this.#attempt - 1), backoff.lastMs)
    this.#timer = setTimeout(() => this.retry(), waitMs)
  }
}
