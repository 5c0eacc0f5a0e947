import { headerSize } from './framing.ts'
import { programs } from './procedures.ts'
import { XdrWriter } from './xdr.ts'

/** https://libvirt.org/internals/rpc.html, program "keepalive": both sides may ask, both must answer. */
const ping = 1
const pong = 2
const intervalMs = 5_000
const unansweredPings = 5

function packet(procedure: number): Buffer {
  const writer = new XdrWriter()
  for (const word of [headerSize, programs.keepalive, 1, procedure, 2, 0, 0]) writer.uint(word)
  return writer.finish()
}

/** Answers the server's pings, and asks by itself when nothing came for 5 s; calls `onDead` after 5 unanswered ones. */
export class Keepalive {
  readonly #send: (packet: Buffer) => void
  readonly #timer: NodeJS.Timeout
  #heard = true
  #unanswered = 0

  constructor(send: (packet: Buffer) => void, onDead: () => void) {
    this.#send = send
    this.#timer = setInterval(() => {
      if (this.#heard) {
        this.#heard = false
        this.#unanswered = 0
      } else if (this.#unanswered++ < unansweredPings) send(packet(ping))
      else onDead()
    }, intervalMs)
    this.#timer.unref()
  }

  /** Anything that arrives proves that the other side lives. */
  heard(): void {
    this.#heard = true
  }

  receive(procedure: number): void {
    if (procedure === ping) this.#send(packet(pong))
  }

  stop(): void {
    clearInterval(this.#timer)
  }
}
