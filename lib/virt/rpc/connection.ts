import type { Duplex } from 'node:stream'
import type { VirtLabError } from '#lib/base/error.ts'
import { metrics } from '#lib/base/metrics.ts'
import { CallWindow, type WaitingCall } from './call-window.ts'
import { abortedError, connectionError, errorFromRemote, timeoutError } from './error.ts'
import { headerSize, PacketSplitter } from './framing.ts'
import { Keepalive } from './keepalive.ts'
import { type Procedure, programs } from './procedures.ts'
import { remoteError } from './structs.ts'
import { protocolError, XdrReader, XdrWriter } from './xdr.ts'

const type = { call: 0, reply: 1, message: 2, stream: 3 } as const
const status = { ok: 0, error: 1, continue: 2 } as const
const callsInFlight = 4

export interface CallOptions {
  signal?: AbortSignal
  timeoutMs?: number
}

/** Receives what the server sends on one stream. An empty chunk never comes: it is `end`. */
export interface StreamReceiver {
  data(chunk: Buffer): void
  end(): void
  finished(): void
  failed(error: VirtLabError): void
}

/** Our side of a stream; `write` says whether to go on, as a Writable's does. */
export interface StreamPort {
  write(chunk: Buffer): boolean
  finish(): void
  abort(): void
}

/**
 * One libvirt RPC connection over a byte stream: calls and their answers, events, streams, keepalive.
 * https://libvirt.org/internals/rpc.html. Owns the stream: `close` ends it, and when it ends, everything pending is
 * rejected with `libvirt.disconnected`.
 */
export class RpcConnection {
  readonly duplex: Duplex
  readonly #onEvent: (procedure: number, payload: XdrReader) => void
  readonly #splitter = new PacketSplitter()
  readonly #window: CallWindow
  readonly #streams = new Map<number, StreamReceiver>()
  readonly #closeListeners = new Set<(error: VirtLabError) => void>()
  #keepalive: Keepalive | null = null
  #nextSerial = 1
  #unsent: Buffer[] = []
  #closed: VirtLabError | null = null

  constructor(duplex: Duplex, onEvent: (procedure: number, payload: XdrReader) => void = () => {}) {
    this.duplex = duplex
    this.#onEvent = onEvent
    this.#window = new CallWindow(callsInFlight, (packet) => this.#write(packet))
    duplex.on('data', (chunk: Buffer) => this.#receive(chunk))
    duplex.on('error', (error) => this.#fail(connectionError('disconnected', error.message, error)))
    duplex.on('end', () => this.#fail(connectionError('disconnected', 'ended by the other side')))
    duplex.on('close', () => this.#fail(connectionError('disconnected', 'closed')))
  }

  get closed(): boolean {
    return this.#closed !== null
  }

  /** Calls once, at once if it is closed already. */
  onClose(listener: (error: VirtLabError) => void): void {
    if (this.#closed) listener(this.#closed)
    else this.#closeListeners.add(listener)
  }

  startKeepalive(): void {
    this.#keepalive ??= new Keepalive(
      (packet) => this.#write(packet),
      () => this.#fail(connectionError('disconnected', 'no answer to keepalive')),
    )
  }

  /** Codes: libvirt.<n>, libvirt.disconnected, libvirt.timeout, libvirt.aborted, libvirt.protocol. */
  call<A, R>(procedure: Procedure<A, R>, args: A, options: CallOptions = {}): Promise<R> {
    return this.#call(this.#nextSerial++, procedure, args, options)
  }

  /** Makes a call that opens a stream; `receiver` may get data before the promise settles. */
  async openStream<A, R>(
    procedure: Procedure<A, R>,
    args: A,
    receiver: StreamReceiver,
    options: CallOptions = {},
  ): Promise<{ ret: R; port: StreamPort }> {
    const serial = this.#nextSerial++
    this.#streams.set(serial, receiver)
    try {
      const ret = await this.#call(serial, procedure, args, options)
      return { ret, port: this.#port(procedure.program, procedure.number, serial) }
    } catch (error) {
      this.#streams.delete(serial)
      throw error
    }
  }

  /** Ends the byte stream at once; pending calls reject. */
  destroy(error: VirtLabError = connectionError('closed', 'closed by its owner')): void {
    this.#fail(error)
  }

  #call<A, R>(serial: number, procedure: Procedure<A, R>, args: A, options: CallOptions): Promise<R> {
    const { signal, timeoutMs } = options
    return new Promise<R>((resolve, reject) => {
      if (this.#closed) throw this.#closed
      if (signal?.aborted) throw abortedError(signal.reason)
      const packet = this.#packet(procedure.program, procedure.number, type.call, serial, status.ok, (w) =>
        procedure.args.write(w, args),
      )
      let timer: NodeJS.Timeout | undefined
      const measured = metrics().libvirtCalls.startTimer()
      const settle = (): void => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', abort)
      }
      const fail = (error: unknown): void => {
        settle()
        measured({ outcome: 'error' })
        reject(error as VirtLabError)
      }
      const giveUp = (error: VirtLabError): void => {
        this.#window.abandon(waiting)
        fail(error)
      }
      const abort = (): void => giveUp(abortedError(signal?.reason))
      const succeed = (answer: Buffer): void => {
        settle()
        const result = readAll(procedure, answer)
        measured({ outcome: 'ok' })
        resolve(result)
      }
      const waiting: WaitingCall = {
        serial,
        packet,
        fail,
        succeed: (answer) => {
          try {
            succeed(answer)
          } catch (error) {
            fail(error)
          }
        },
      }
      signal?.addEventListener('abort', abort, { once: true })
      if (timeoutMs !== undefined) timer = setTimeout(() => giveUp(timeoutError(timeoutMs)), timeoutMs)
      this.#window.add(waiting)
    })
  }

  #port(program: number, procedure: number, serial: number): StreamPort {
    const send = (code: number, body: Buffer = Buffer.alloc(0)): boolean => {
      this.#write(this.#packet(program, procedure, type.stream, serial, code, (w) => w.fixed(body), body.length))
      return this.#flush()
    }
    return {
      write: (chunk) => send(status.continue, chunk),
      finish: () => void send(status.ok),
      abort: () => void (this.#streams.delete(serial) && send(status.error)),
    }
  }

  /** `bodySize`: for stream data, whose length is exact and not padded. */
  #packet(
    program: number,
    procedure: number,
    kind: number,
    serial: number,
    code: number,
    body: (writer: XdrWriter) => void,
    bodySize?: number,
  ): Buffer {
    const writer = new XdrWriter()
    for (const word of [0, program, 1, procedure, kind, serial, code]) writer.uint(word)
    body(writer)
    const size = bodySize === undefined ? writer.length : headerSize + bodySize
    writer.patchUint(0, size)
    return writer.finish().subarray(0, size)
  }

  /** Packets of one tick leave as one write, whatever the stream below makes of several. */
  #write(packet: Buffer): void {
    if (this.#closed) return
    if (this.#unsent.length === 0) process.nextTick(() => this.#flush())
    this.#unsent.push(packet)
  }

  #flush(): boolean {
    const packets = this.#unsent
    this.#unsent = []
    if (this.#closed) return false
    if (packets.length === 0) return !this.duplex.writableNeedDrain
    return this.duplex.write(packets.length === 1 ? packets[0] : Buffer.concat(packets))
  }

  #receive(chunk: Buffer): void {
    this.#keepalive?.heard()
    try {
      for (const packet of this.#splitter.push(chunk)) {
        if (this.#closed) return
        this.#dispatch(packet)
      }
    } catch (error) {
      this.#fail(error as VirtLabError)
    }
  }

  #dispatch(packet: Buffer): void {
    const program = packet.readUInt32BE(4)
    const procedure = packet.readInt32BE(12)
    const kind = packet.readUInt32BE(16)
    const serial = packet.readUInt32BE(20)
    const code = packet.readUInt32BE(24)
    if (program === programs.keepalive) return this.#keepalive?.receive(procedure)
    if (program !== programs.remote && program !== programs.qemu) throw protocolError(`unknown program ${program}`)
    if (kind === type.reply) return this.#reply(serial, code, packet)
    if (kind === type.message) return this.#onEvent(procedure, new XdrReader(packet, headerSize))
    if (kind === type.stream) return this.#stream(serial, code, packet)
    throw protocolError(`unexpected packet type ${kind}`)
  }

  #reply(serial: number, code: number, packet: Buffer): void {
    const call = this.#window.take(serial)
    if (call === undefined) throw protocolError(`answer to a call that was not made (serial ${serial})`)
    if (code === status.error) call?.fail(readError(packet))
    else call?.succeed(packet)
  }

  #stream(serial: number, code: number, packet: Buffer): void {
    // Data that was under way when we aborted has no receiver any more.
    const receiver = this.#streams.get(serial)
    if (code === status.continue && packet.length > headerSize) return receiver?.data(packet.subarray(headerSize))
    if (code === status.continue) return receiver?.end()
    this.#streams.delete(serial)
    if (code === status.error) receiver?.failed(readError(packet))
    else receiver?.finished()
  }

  #fail(error: VirtLabError): void {
    if (this.#closed) return
    this.#closed = error
    this.#keepalive?.stop()
    this.duplex.destroy()
    this.#window.failAll(error)
    for (const receiver of this.#streams.values()) receiver.failed(error)
    this.#streams.clear()
    for (const listener of this.#closeListeners) listener(error)
    this.#closeListeners.clear()
  }
}

function readAll<R>(procedure: Procedure<unknown, R> | Procedure<any, R>, packet: Buffer): R {
  const reader = new XdrReader(packet, headerSize)
  const value = procedure.ret.read(reader)
  if (reader.remaining > 0) throw protocolError(`${reader.remaining} bytes left after answer ${procedure.number}`)
  return value
}

/** The server's error, or the protocol error of one that cannot be read. */
function readError(packet: Buffer): VirtLabError {
  try {
    return errorFromRemote(remoteError.read(new XdrReader(packet, headerSize)))
  } catch (error) {
    return error as VirtLabError
  }
}
