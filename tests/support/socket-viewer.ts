import type WebSocket from 'ws'

/** Collects what a socket of the site brings, and waits for things in it; the test's time limit is the only clock. */
export class SocketViewer {
  readonly socket: WebSocket
  /** Resolves with the close code. */
  readonly closed: Promise<number>
  #text = ''
  #bytes = Buffer.alloc(0)
  readonly #statuses: Record<string, unknown>[] = []
  readonly #waiting = new Set<() => void>()

  constructor(socket: WebSocket) {
    this.socket = socket
    this.closed = new Promise((resolve, reject) => {
      socket.once('close', (code) => resolve(code))
      socket.once('error', reject)
    })
    socket.on('message', (data: Buffer, isBinary) => {
      if (isBinary) {
        this.#bytes = Buffer.concat([this.#bytes, data])
        this.#text += data.toString('latin1')
      } else this.#statuses.push(JSON.parse(data.toString()) as Record<string, unknown>)
      for (const check of [...this.#waiting]) check()
    })
  }

  get bytes(): Buffer {
    return this.#bytes
  }

  get text(): string {
    return this.#text
  }

  get statuses(): Record<string, unknown>[] {
    return this.#statuses
  }

  forget(): void {
    this.#text = ''
    this.#bytes = Buffer.alloc(0)
  }

  send(data: string | Uint8Array): void {
    this.socket.send(Buffer.from(data as string))
  }

  until(condition: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const check = () => {
        if (!condition()) return
        this.#waiting.delete(check)
        resolve()
      }
      this.#waiting.add(check)
      check()
    })
  }

  seen(wanted: string): Promise<void> {
    return this.until(() => this.#text.includes(wanted))
  }

  /** The first status of this type; the last one at all if the socket ends without it. */
  async status(type: string): Promise<Record<string, unknown> | undefined> {
    const find = () => this.#statuses.find((status) => status.type === type)
    await Promise.race([this.until(() => find() !== undefined), this.closed])
    return find() ?? this.#statuses.at(-1)
  }

  async leave(): Promise<void> {
    this.socket.close()
    await this.closed
  }
}
