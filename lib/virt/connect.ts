import { setTimeout as delay } from 'node:timers/promises'
import type { Dispose } from '#lib/base/dispose.ts'
import { isVirtLabError } from '#lib/base/error.ts'
import { log } from '#lib/base/log.ts'
import { decodeEvent, type LibvirtEvent, registerEvents } from './events.ts'
import type { CallOptions, RpcConnection } from './rpc/connection.ts'
import { connectionError } from './rpc/error.ts'
import { connectRpc, disconnectRpc, type OpenByteStream } from './rpc/handshake.ts'
import type { Lane, Procedure } from './rpc/procedures.ts'
import type { XdrReader } from './rpc/xdr.ts'
import { LibvirtStream } from './stream.ts'

export type LibvirtState = 'connected' | 'reconnecting' | 'closed'

export interface OpenLibvirtOptions {
  /** Opens one more byte stream to libvirtd's socket; called for each connection that is needed. */
  open: OpenByteStream
  uri?: string
  signal?: AbortSignal
}

const timeoutsMs: Record<Lane, number> = { quick: 30_000, read: 30_000, slow: 600_000 }
const backoff = { firstMs: 50, lastMs: 5_000 }

/**
 * A managed libvirt: one connection for events and quick calls; one for reading XML and one for slow calls, each opened
 * with its first call; one per stream. When libvirtd goes away, pending calls reject with `libvirt.disconnected`, and it reconnects with
 * backoff, registers the events again and says `resync`.
 */
export class Libvirt {
  readonly #open: OpenByteStream
  readonly #uri: string
  readonly #closing = new AbortController()
  readonly #stateListeners = new Set<(state: LibvirtState) => void>()
  readonly #eventListeners = new Set<(event: LibvirtEvent) => void>()
  readonly #streams = new Set<LibvirtStream>()
  #state: LibvirtState = 'reconnecting'
  #quick: RpcConnection | null = null
  readonly #lanes = new Map<Lane, Promise<RpcConnection>>()

  /** Use openLibvirt. */
  constructor({ open, uri = 'qemu:///system' }: OpenLibvirtOptions) {
    this.#open = open
    this.#uri = uri
  }

  get state(): LibvirtState {
    return this.#state
  }

  onStateChange(listener: (state: LibvirtState) => void): Dispose {
    this.#stateListeners.add(listener)
    return () => void this.#stateListeners.delete(listener)
  }

  /** Events of domains, networks and pools, in libvirt's order, and `resync` after each reconnection. */
  onEvent(listener: (event: LibvirtEvent) => void): Dispose {
    this.#eventListeners.add(listener)
    return () => void this.#eventListeners.delete(listener)
  }

  /**
   * One call of libvirt's API (see rpc/procedures.ts); times out after 30 s, slow ones after 10 min.
   * Codes: libvirt.<n>, libvirt.disconnected, .closed, .timeout, .aborted, .protocol.
   */
  async call<A, R>(procedure: Procedure<A, R>, args: A, options: CallOptions = {}): Promise<R> {
    const connection = procedure.lane === 'quick' ? this.#quick : await this.#laneConnection(procedure.lane)
    if (!connection) throw this.#unavailable()
    return connection.call(procedure, args, { timeoutMs: timeoutsMs[procedure.lane], ...options })
  }

  /** Makes a call that opens a stream, on a connection of its own, which the stream closes with itself. */
  async openStream<A, R>(
    procedure: Procedure<A, R>,
    args: A,
    options: CallOptions = {},
  ): Promise<{ ret: R; stream: LibvirtStream }> {
    if (this.#state === 'closed') throw this.#unavailable()
    const signal = options.signal ? AbortSignal.any([options.signal, this.#closing.signal]) : this.#closing.signal
    const connection = await connectRpc({ open: this.#open, uri: this.#uri, signal, keepalive: false })
    const stream = new LibvirtStream(connection)
    try {
      const { ret, port } = await connection.openStream(procedure, args, stream.receiver, { ...options, signal })
      stream.attach(port)
      this.#streams.add(stream)
      stream.once('close', () => this.#streams.delete(stream))
      return { ret, stream }
    } catch (error) {
      await disconnectRpc(connection)
      throw error
    }
  }

  /** Ends all connections and streams; calls from now on reject with `libvirt.closed`. */
  async close(): Promise<void> {
    if (this.#state === 'closed') return
    this.#setState('closed')
    this.#closing.abort(connectionError('closed', 'closed by its owner'))
    for (const stream of this.#streams) stream.destroy()
    const lanes = await Promise.all([...this.#lanes.values()].map((opening) => opening.catch(() => null)))
    await Promise.all([this.#quick, ...lanes].map((connection) => connection && disconnectRpc(connection)))
    this.#quick = null
    this.#eventListeners.clear()
    this.#stateListeners.clear()
  }

  /** Connects once; after that the object looks after itself. */
  async connect(signal?: AbortSignal): Promise<void> {
    const connection = await connectRpc({
      open: this.#open,
      uri: this.#uri,
      signal: signal ? AbortSignal.any([signal, this.#closing.signal]) : this.#closing.signal,
      onEvent: (procedure, payload) => this.#receiveEvent(procedure, payload),
      keepalive: true,
    })
    try {
      await registerEvents(connection)
    } catch (error) {
      connection.destroy()
      throw error
    }
    if (this.#state === 'closed') return disconnectRpc(connection)
    this.#quick = connection
    this.#setState('connected')
    connection.onClose(() => void this.#lost(connection))
  }

  async #lost(connection: RpcConnection): Promise<void> {
    if (this.#quick !== connection || this.#state === 'closed') return
    this.#quick = null
    this.#setState('reconnecting')
    for (let waitMs = backoff.firstMs; ; waitMs = Math.min(waitMs * 2, backoff.lastMs)) {
      try {
        await delay(waitMs * (0.75 + Math.random() / 2), undefined, { signal: this.#closing.signal, ref: false })
        await this.connect()
        if (this.#quick) this.#emit({ at: Date.now(), type: 'resync' })
        return
      } catch (error) {
        if (this.#closing.signal.aborted) return
        // Once: a libvirtd that restarts is back before the longest pause; one that is not should be seen in the log.
        const level = waitMs < backoff.lastMs && waitMs * 2 >= backoff.lastMs ? 'warn' : 'debug'
        log[level](
          { error: isVirtLabError(error) ? `${error.code} ${error.message}` : String(error) },
          'libvirt: reconnecting',
        )
      }
    }
  }

  #laneConnection(lane: Lane): Promise<RpcConnection> {
    if (!this.#quick) return Promise.reject(this.#unavailable())
    const open = this.#lanes.get(lane)
    if (open) return open
    const opening = connectRpc({ open: this.#open, uri: this.#uri, signal: this.#closing.signal, keepalive: true })
    const forget = (): void => {
      if (this.#lanes.get(lane) === opening) this.#lanes.delete(lane)
    }
    this.#lanes.set(lane, opening)
    opening.then((connection) => connection.onClose(forget), forget)
    return opening
  }

  #receiveEvent(procedure: number, payload: XdrReader): void {
    const event = decodeEvent(procedure, payload)
    if (event) this.#emit(event)
  }

  #emit(event: LibvirtEvent): void {
    for (const listener of [...this.#eventListeners]) {
      try {
        listener(event)
      } catch (error) {
        log.error({ error, event: event.type }, 'libvirt: a listener of events failed')
      }
    }
  }

  #setState(state: LibvirtState): void {
    this.#state = state
    for (const listener of [...this.#stateListeners]) listener(state)
  }

  #unavailable() {
    return this.#state === 'closed'
      ? connectionError('closed', 'closed by its owner')
      : connectionError('disconnected', 'reconnecting')
  }
}

/** Connects to libvirtd, or rejects: libvirt.disconnected, .auth-unsupported, .timeout, libvirt.<n>. */
export async function openLibvirt(options: OpenLibvirtOptions): Promise<Libvirt> {
  const libvirt = new Libvirt(options)
  await libvirt.connect(options.signal)
  return libvirt
}
