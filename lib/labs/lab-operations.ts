import { singleton } from '#lib/base/singleton.ts'

interface Operation {
  kind: string
  done: Promise<void>
  abort: AbortController
  /** Callers that still want it. */
  interested: number
}

function operations(): Map<string, Operation> {
  return singleton('lab-operations', () => new Map())
}

/** Whether we are at work on the lab: what Incus tells of it meanwhile is our own doing. */
export function isBusy(labId: string): boolean {
  return operations().has(labId)
}

/**
 * One operation per lab at a time. A second call of the same kind joins the one that runs; of another kind, waits for
 * it. `signal` lets a caller leave; when all have left, the operation is aborted.
 */
export async function runOperation(
  o: { labId: string; kind: string; signal?: AbortSignal },
  work: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const { labId, kind, signal } = o
  signal?.throwIfAborted()
  let operation = operations().get(labId)
  while (operation && (operation.kind !== kind || operation.abort.signal.aborted)) {
    await operation.done.catch(() => {})
    signal?.throwIfAborted()
    operation = operations().get(labId)
  }
  await join(operation ?? begin(labId, kind, work), signal)
}

function begin(labId: string, kind: string, work: (signal: AbortSignal) => Promise<void>): Operation {
  const abort = new AbortController()
  const done = work(abort.signal).finally(() => operations().delete(labId))
  done.catch(() => {})
  const operation = { kind, done, abort, interested: 0 }
  operations().set(labId, operation)
  return operation
}

/** Waits for an operation, or until the caller leaves; the last to leave waits until it is undone. */
async function join(operation: Operation, signal?: AbortSignal): Promise<void> {
  operation.interested++
  const left = Promise.withResolvers<never>()
  left.promise.catch(() => {})
  const leave = () => {
    if (--operation.interested === 0) operation.abort.abort(signal?.reason)
    else left.reject(signal?.reason)
  }
  signal?.addEventListener('abort', leave, { once: true })
  try {
    await Promise.race([operation.done, left.promise])
  } finally {
    signal?.removeEventListener('abort', leave)
  }
}
