import type { Readable, Writable } from 'node:stream'
import type WebSocket from 'ws'
import { z } from 'zod'
import type { IncusClient } from './client.ts'
import { incusRefusal } from './incus-error.ts'
import { readableFrom, writableTo } from './socket-streams.ts'

export interface ExecOptions {
  command: string[]
  user?: number
  group?: number
  cwd?: string
  environment?: Record<string, string>
  /** With a terminal, stdout and stderr are one. */
  tty?: { cols: number; rows: number }
  signal?: AbortSignal
}

export interface ExecSession {
  stdin: Writable
  stdout: Readable
  /** Null with a terminal. */
  stderr: Readable | null
  /** The exit code (128 + n after signal n); rejects with `incus.…` if Incus lost the process. */
  exit: Promise<number>
  resize(cols: number, rows: number): void
  kill(signal: number): void
  /** Ends the process, if it still runs, and closes the streams. */
  close(): void
}

const SIGTERM = 15
const SIGKILL = 9
/** For runuser, sudo and the like to end their child before they are killed themselves. */
const graceMs = 1_000

const descriptorsSchema = z.object({ fds: z.record(z.string(), z.string()) })

/** See IncusClient.exec. */
export async function openExec(client: IncusClient, instance: string, options: ExecOptions): Promise<ExecSession> {
  const { command, user, group, cwd, environment, tty, signal } = options
  const path = `/1.0/instances/${encodeURIComponent(instance)}/exec`
  const body = {
    command,
    user,
    group,
    cwd,
    environment,
    'wait-for-websocket': true,
    interactive: tty !== undefined,
    width: tty?.cols,
    height: tty?.rows,
  }
  const operation = await client.startOperation('POST', path, body, { signal })
  const { fds } = descriptorsSchema.parse(operation.metadata)
  const sockets = await connectAll(client, operation.id, fds, signal)
  const exit = waitExit(client, operation.id)
  return new Session(sockets, exit, signal)
}

/** Connects every descriptor's socket. The control one first: Incus starts the process without waiting for it, and a short one is over by then. */
async function connectAll(client: IncusClient, operationId: string, fds: Record<string, string>, signal?: AbortSignal) {
  const { control = '', ...streams } = fds
  const connect = async (name: string, secret: string) => {
    const path = `/1.0/operations/${operationId}/websocket?secret=${secret}`
    return [name, await client.openSocket({ path, answerPings: false, signal })] as const
  }
  const sockets = [await connect('control', control)]
  const settled = await Promise.allSettled(Object.entries(streams).map(([name, secret]) => connect(name, secret)))
  sockets.push(...settled.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : [])))
  const failure = settled.find((result) => result.status === 'rejected')
  if (failure) {
    for (const [, socket] of sockets) socket.terminate()
    throw failure.reason
  }
  return Object.fromEntries(sockets) as Record<string, WebSocket>
}

async function waitExit(client: IncusClient, operationId: string): Promise<number> {
  const operation = await client.waitOperation(operationId)
  const code = operation.metadata?.return
  // -1: Incus had no process to wait for, or lost it with its instance.
  if (typeof code === 'number' && code >= 0) return code
  throw incusRefusal(operation.status_code, operation.err || 'the process was lost')
}

class Session implements ExecSession {
  readonly stdin: Writable
  readonly stdout: Readable
  readonly stderr: Readable | null
  readonly exit: Promise<number>
  readonly #control: WebSocket
  #exited = false

  constructor(sockets: Record<string, WebSocket>, exit: Promise<number>, signal?: AbortSignal) {
    const {
      0: input,
      1: output,
      2: errors,
      control,
    } = sockets as Record<'0' | 'control', WebSocket> & {
      1?: WebSocket
      2?: WebSocket
    }
    // With a terminal there is one socket, which is both.
    this.stdin = writableTo(input)
    this.stdout = readableFrom(output ?? input)
    this.stderr = errors ? readableFrom(errors) : null
    // Nobody need listen to an error of these: `exit` and 'close' tell, too.
    for (const stream of [this.stdin, this.stdout, this.stderr]) stream?.on('error', () => {})
    if (output) input.resume()
    this.#control = control
    control.resume()
    const abort = () => this.close()
    signal?.addEventListener('abort', abort, { once: true })
    this.exit = exit.finally(() => {
      this.#exited = true
      signal?.removeEventListener('abort', abort)
      control.terminate()
    })
    this.exit.catch(() => {})
    if (signal?.aborted) this.close()
  }

  resize(cols: number, rows: number): void {
    this.#send({ command: 'window-resize', args: { width: String(cols), height: String(rows) } })
  }

  kill(signal: number): void {
    this.#send({ command: 'signal', signal })
  }

  close(): void {
    if (this.#exited) return this.#closeStreams()
    this.kill(SIGTERM)
    const timer = setTimeout(() => this.kill(SIGKILL), graceMs)
    void this.exit.catch(() => {}).finally(() => clearTimeout(timer))
    this.#closeStreams()
  }

  #closeStreams(): void {
    for (const stream of [this.stdin, this.stdout, this.stderr]) stream?.destroy()
  }

  #send(message: unknown): void {
    if (this.#control.readyState === this.#control.OPEN) this.#control.send(JSON.stringify(message), () => {})
  }
}
