import { EventEmitter } from 'node:events'
import type { Duplex } from 'node:stream'
import { singleton } from '../base/singleton.ts'

/** What a viewer who comes later sees of what was before. */
const replayBytes = 64 * 1024

/**
 * One domain's serial console, open once and shared by all who look: libvirt gives it to one holder only. It is let go
 * of when the last viewer leaves.
 */
export class SharedConsole extends EventEmitter<{ data: [Buffer]; end: [] }> {
  readonly #stream: Duplex
  #recent: Buffer[] = []
  #recentBytes = 0

  constructor(stream: Duplex) {
    super()
    this.setMaxListeners(0)
    this.#stream = stream
    stream.on('data', (chunk: Buffer) => this.#keepAndSend(chunk))
    stream.on('error', () => {})
    stream.once('close', () => this.emit('end'))
    stream.once('end', () => stream.destroy())
  }

  get replay(): Buffer {
    return Buffer.concat(this.#recent)
  }

  write(data: Buffer): void {
    if (!this.#stream.destroyed) this.#stream.write(data)
  }

  close(): void {
    this.#stream.destroy()
  }

  #keepAndSend(chunk: Buffer): void {
    this.#recent.push(chunk)
    this.#recentBytes += chunk.length
    while (this.#recentBytes - (this.#recent[0]?.length ?? 0) > replayBytes) {
      this.#recentBytes -= this.#recent.shift()?.length ?? 0
    }
    this.emit('data', chunk)
  }
}

interface Entry {
  console: Promise<SharedConsole>
  viewers: number
}

const entries = () => singleton('shared-consoles', () => new Map<string, Entry>())

/** The console under this key, opened by the first who asks. The caller calls `leave` once. */
export async function joinConsole(
  key: string,
  open: () => Promise<Duplex>,
): Promise<{ console: SharedConsole; leave: () => void }> {
  const entry = entries().get(key) ?? addEntry(key, open)
  entry.viewers++
  let left = false
  const leave = () => {
    if (left) return
    left = true
    if (--entry.viewers > 0) return
    if (entries().get(key) === entry) entries().delete(key)
    void entry.console.then((shared) => shared.close()).catch(() => {})
  }
  try {
    return { console: await entry.console, leave }
  } catch (error) {
    leave()
    throw error
  }
}

function addEntry(key: string, open: () => Promise<Duplex>): Entry {
  const entry: Entry = { viewers: 0, console: open().then((stream) => new SharedConsole(stream)) }
  entries().set(key, entry)
  const forget = () => {
    if (entries().get(key) === entry) entries().delete(key)
  }
  // A console that has ended, or was never had, is opened anew by the next who asks.
  entry.console.then((shared) => shared.once('end', forget), forget)
  return entry
}
