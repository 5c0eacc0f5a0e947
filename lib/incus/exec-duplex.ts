import { Duplex } from 'node:stream'
import { VirtLabError } from '#lib/base/error.ts'
import type { IncusClient } from './client.ts'
import type { ExecSession } from './exec.ts'

/** How much of what a failed process said on stderr goes into the error. */
const keptErrorBytes = 2_000

/** See IncusClient.duplex. */
export async function openExecDuplex(
  client: IncusClient,
  instance: string,
  command: string[],
  options: { signal?: AbortSignal },
): Promise<Duplex> {
  // The signal is for opening only: callers give it a deadline, and the stream has destroy() for later.
  const opening = new AbortController()
  const abort = () => opening.abort(options.signal?.reason)
  options.signal?.throwIfAborted()
  options.signal?.addEventListener('abort', abort, { once: true })
  try {
    const session = await client.exec(instance, { command, signal: opening.signal })
    return new ExecDuplex(session, command)
  } finally {
    options.signal?.removeEventListener('abort', abort)
  }
}

class ExecDuplex extends Duplex {
  readonly #session: ExecSession
  readonly #command: string[]
  #errors = ''

  constructor(session: ExecSession, command: string[]) {
    super()
    this.#session = session
    this.#command = command
    session.stdout.on('data', (chunk: Buffer) => {
      if (!this.push(chunk)) session.stdout.pause()
    })
    session.stdout.on('error', (error) => this.destroy(error))
    session.stderr?.on('data', (chunk: Buffer) => {
      this.#errors = (this.#errors + chunk.toString()).slice(-keptErrorBytes)
    })
    session.stdout.on('end', () => void this.#finish())
    session.stdout.pause()
  }

  override _read(): void {
    this.#session.stdout.resume()
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#session.stdin.write(chunk, done)
  }

  override _final(done: (error?: Error | null) => void): void {
    if (this.#session.stdin.destroyed) return done()
    this.#session.stdin.end(done)
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#session.close()
    done(error)
  }

  /** A process that failed must not look like one that said all it had to say. */
  async #finish(): Promise<void> {
    try {
      const code = await this.#session.exit
      if (code === 0) this.push(null)
      else this.destroy(execFailed(this.#command, code, this.#errors))
    } catch (error) {
      this.destroy(error as Error)
    }
  }
}

function execFailed(command: string[], exitCode: number, words: string): VirtLabError {
  return new VirtLabError({
    code: 'incus.exec-failed',
    message: `${command[0]} ended with code ${exitCode}: ${words.trim()}`,
    params: { command: command[0] ?? '', exitCode, words: words.trim() },
    status: 502,
  })
}
