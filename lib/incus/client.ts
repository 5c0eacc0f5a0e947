import http from 'node:http'
import type { Duplex } from 'node:stream'
import type WebSocket from 'ws'
import { env } from '#lib/base/env.ts'
import { singleton } from '#lib/base/singleton.ts'
import { answerSchema, type Operation, operationSchema } from './answer.ts'
import { type ExecOptions, type ExecSession, openExec } from './exec.ts'
import { openExecDuplex } from './exec-duplex.ts'
import { exchange } from './http.ts'
import { incusRefusal } from './incus-error.ts'
import { type RunOptions, type RunResult, runCommand } from './run.ts'
import { openWebSocket, type WebSocketOptions } from './websocket.ts'

/** Incus closes idle connections after 30 s; we do it before, so that no request goes out on one that is being closed. */
const idleMs = 10_000

interface RequestOptions {
  signal?: AbortSignal
}

/** Incus's REST API over its UNIX socket. Every call rejects with `incus.unreachable`, `incus.<status>` or a code of incus-error.ts. */
export class IncusClient {
  readonly socketPath: string
  readonly #agent = new http.Agent({ keepAlive: true, timeout: idleMs })

  constructor({ socketPath }: { socketPath: string }) {
    this.socketPath = socketPath
  }

  /** Calls the API and waits for the operation, if there is one; resolves to the answer's or the operation's metadata. */
  async request<T>(method: string, path: string, body?: unknown, options: RequestOptions = {}): Promise<T> {
    const answer = await this.#ask(method, path, body, options)
    if (answer.type === 'sync') return answer.metadata as T
    const operation = await this.waitOperation(answer.metadata.id, options)
    if (operation.status_code >= 400) throw incusRefusal(operation.status_code, operation.err)
    return operation.metadata as T
  }

  /** Starts an operation without waiting for it. */
  async startOperation(method: string, path: string, body: unknown, options: RequestOptions = {}): Promise<Operation> {
    const answer = await this.#ask(method, path, body, options)
    if (answer.type !== 'async') throw incusRefusal(500, `${method} ${path} made no operation`)
    return answer.metadata
  }

  /** Waits until an operation is over, however it ended. */
  async waitOperation(id: string, options: RequestOptions = {}): Promise<Operation> {
    const answer = await this.#ask('GET', `/1.0/operations/${id}/wait`, undefined, options)
    return operationSchema.parse(answer.metadata)
  }

  /** Runs a command in an instance with its streams attached; the caller closes the session. Rejects with `incus.404` if there is no such instance. */
  exec(instance: string, options: ExecOptions): Promise<ExecSession> {
    return openExec(this, instance, options)
  }

  /** A process's stdin and stdout as one stream: end() closes its stdin, destroy() ends the process. Fails with `incus.exec-failed` if it exits with another code than 0. `signal` is for opening. */
  duplex(instance: string, command: string[], options: { signal?: AbortSignal } = {}): Promise<Duplex> {
    return openExecDuplex(this, instance, command, options)
  }

  /** Runs a command to its end and collects its output; a code other than 0 is a result. `incus.exec-timeout` when `timeoutMs` is over. */
  run(instance: string, command: string[], options: RunOptions = {}): Promise<RunResult> {
    return runCommand(this, instance, command, options)
  }

  openSocket(options: WebSocketOptions): Promise<WebSocket> {
    return openWebSocket({ socketPath: this.socketPath, ...options })
  }

  /** Closes the idle connections; sessions and sockets are closed by whoever opened them. */
  close(): void {
    this.#agent.destroy()
  }

  async #ask(method: string, path: string, body: unknown, { signal }: RequestOptions) {
    const { socketPath } = this
    const answer = answerSchema.parse(await exchange({ agent: this.#agent, socketPath, method, path, body, signal }))
    if (answer.type === 'error') throw incusRefusal(answer.error_code, answer.error)
    return answer
  }
}

/** The process's client of the Incus on this machine. */
export function incus(): IncusClient {
  return singleton('incus', () => new IncusClient({ socketPath: env.incusSocket }))
}
