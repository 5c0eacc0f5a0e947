import { AsyncLocalStorage } from 'node:async_hooks'
import { randomBytes } from 'node:crypto'
import { singleton } from './singleton.ts'

/** What every line that is logged on behalf of a request or socket carries. */
export interface LogContext {
  request: string
  user?: string
  lab?: string
}

const storage = () => singleton('log-context', () => new AsyncLocalStorage<LogContext>())

/** Runs `work` and what follows from it as one request. */
export function withLogContext<T>(known: Omit<LogContext, 'request'>, work: () => T): T {
  return storage().run({ request: randomBytes(6).toString('hex'), ...known }, work)
}

/** Adds what has become known: who asks, which lab it is about. */
export function noteInLog(known: Omit<LogContext, 'request'>): void {
  const context = storage().getStore()
  if (context) Object.assign(context, known)
}

export function readLogContext(): LogContext | undefined {
  return storage().getStore()
}
