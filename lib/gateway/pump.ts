import type { Readable } from 'node:stream'
import type { WebSocket } from 'ws'

/** More than this unsent, and the source waits. */
const highWaterBytes = 512 * 1024
const lowWaterBytes = 128 * 1024

/**
 * Sends a stream to a browser as binary frames, no faster than it takes them: bytes wait in the kernel and at the source
 * (so in the end the process that writes), not in this process. The browser can hold it, too, when it cannot draw as fast;
 * so Ctrl-C finds little in front of it.
 */
export class Pump {
  readonly #socket: WebSocket
  readonly #source: Readable
  #unsent = 0
  #held = false

  constructor(socket: WebSocket, source: Readable) {
    this.#socket = socket
    this.#source = source
    source.on('data', (chunk: Buffer) => this.#send(chunk))
  }

  /** Stops reading the source until called with false. */
  hold(held: boolean): void {
    this.#held = held
    this.#balance()
  }

  #send(chunk: Buffer): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return
    this.#unsent += chunk.length
    this.#socket.send(chunk, { binary: true }, () => {
      this.#unsent -= chunk.length
      this.#balance()
    })
    this.#balance()
  }

  #balance(): void {
    if (this.#held || this.#unsent > highWaterBytes) this.#source.pause()
    else if (this.#unsent < lowWaterBytes && this.#source.isPaused()) this.#source.resume()
  }
}
