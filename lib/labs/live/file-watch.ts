import type { Duplex } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'
import { setTimeout as delay } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import { log } from '#lib/base/log.ts'
import { type Reread, rereadFor, watchCommand } from './watch-paths.ts'

const established = 'Watches established.\n'
const backoff = { firstMs: 100, lastMs: 5_000 }

export interface FileWatchOptions {
  labId: string
  openProcess: (command: string[], signal: AbortSignal) => Promise<Duplex>
  onReread: (at: number, reread: Reread) => void
  /** A watch is in place, the first or a later one: what changed before that was not noticed. */
  onEstablished: (at: number) => void
}

/** One inotifywait in the lab host, for as long as it is open; started again when it ends or must watch other directories. */
export class FileWatch {
  readonly #options: FileWatchOptions
  readonly #closing = new AbortController()
  #poolDirectories: string[] = []
  #process: Duplex | null = null
  #restart: AbortController | null = null
  #loop: Promise<void> | null = null
  #established = false

  constructor(options: FileWatchOptions) {
    this.#options = options
  }

  get established(): boolean {
    return this.#established
  }

  start(poolDirectories: string[]): void {
    this.#poolDirectories = [...poolDirectories].sort()
    this.#loop ??= this.#run()
  }

  /** Watches these pools' directories from now on. */
  setPoolDirectories(directories: string[]): void {
    const sorted = [...directories].sort()
    if (isDeepStrictEqual(sorted, this.#poolDirectories)) return
    this.#poolDirectories = sorted
    this.restart()
  }

  restart(): void {
    this.#restart?.abort()
  }

  async close(): Promise<void> {
    this.#closing.abort()
    this.#process?.destroy()
    await this.#loop
  }

  async #run(): Promise<void> {
    let waitMs = backoff.firstMs
    while (!this.#closing.signal.aborted) {
      this.#restart = new AbortController()
      const startedAt = Date.now()
      try {
        await this.#watchOnce(AbortSignal.any([this.#closing.signal, this.#restart.signal]))
      } catch (error) {
        if (!this.#closing.signal.aborted)
          log.debug({ err: error, lab: this.#options.labId }, 'live: inotifywait ended')
      }
      if (this.#restart.signal.aborted) continue
      waitMs = Date.now() - startedAt > backoff.lastMs ? backoff.firstMs : Math.min(waitMs * 2, backoff.lastMs)
      await delay(waitMs, undefined, { signal: this.#closing.signal, ref: false }).catch(() => {})
    }
  }

  async #watchOnce(signal: AbortSignal): Promise<void> {
    const directories = this.#poolDirectories
    const process = await this.#options.openProcess(watchCommand(directories), signal)
    this.#process = process
    const end = () => process.destroy()
    signal.addEventListener('abort', end)
    if (signal.aborted) end()
    const decoder = new StringDecoder()
    let rest = ''
    let ready = false
    try {
      for await (const chunk of process) {
        const at = Date.now()
        rest += decoder.write(chunk as Buffer)
        if (!ready) {
          const start = rest.indexOf(established)
          if (start < 0) continue
          ready = true
          this.#established = true
          rest = rest.slice(start + established.length)
          this.#options.onEstablished(at)
        }
        const records = rest.split('\0')
        rest = records.pop() ?? ''
        for (const record of records) this.#pass(at, rereadFor(record, directories))
      }
    } finally {
      signal.removeEventListener('abort', end)
      process.destroy()
      this.#process = null
      this.#established = false
    }
  }

  #pass(at: number, reread: Reread | null): void {
    if (!reread) return
    if (reread.kind === 'directories') this.restart()
    else this.#options.onReread(at, reread)
  }
}
