import type { VirtLabError } from '#lib/base/error.ts'

export interface WaitingCall {
  readonly serial: number
  readonly packet: Buffer
  /** With the answer's packet; never called after `fail`. */
  succeed(packet: Buffer): void
  fail(error: VirtLabError): void
}

/**
 * Keeps at most `size` calls of one connection with the server, the others wait here in order. libvirtd works on 5 per
 * connection (max_client_requests) and stops reading then, keepalive included.
 */
export class CallWindow {
  readonly #size: number
  readonly #send: (packet: Buffer) => void
  readonly #sent = new Map<number, WaitingCall | null>()
  #queue: WaitingCall[] = []

  constructor(size: number, send: (packet: Buffer) => void) {
    this.#size = size
    this.#send = send
  }

  add(call: WaitingCall): void {
    if (this.#sent.size < this.#size) this.#start(call)
    else this.#queue.push(call)
  }

  /** The caller gave up: a call that still waits is never sent; one that was sent holds its place until answered. */
  abandon(call: WaitingCall): void {
    if (this.#sent.has(call.serial)) this.#sent.set(call.serial, null)
    else this.#queue = this.#queue.filter((queued) => queued !== call)
  }

  /** Takes the call that an answer belongs to; undefined if there is none, null if it was abandoned. */
  take(serial: number): WaitingCall | null | undefined {
    const call = this.#sent.get(serial)
    if (call === undefined) return undefined
    this.#sent.delete(serial)
    const next = this.#queue.shift()
    if (next) this.#start(next)
    return call
  }

  failAll(error: VirtLabError): void {
    const calls = [...this.#sent.values(), ...this.#queue]
    this.#sent.clear()
    this.#queue = []
    for (const call of calls) call?.fail(error)
  }

  #start(call: WaitingCall): void {
    this.#sent.set(call.serial, call)
    this.#send(call.packet)
  }
}
