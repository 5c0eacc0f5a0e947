import { singleton } from '#lib/base/singleton.ts'

/** Runs `task` when the lab's tasks before it are over, however they ended: two submits never check the host at once. */
export function withLabLock<T>(labId: string, task: () => Promise<T>): Promise<T> {
  const queues = singleton('creation-locks', () => new Map<string, Promise<unknown>>())
  const before = queues.get(labId) ?? Promise.resolve()
  const result = before.then(task, task)
  const settled = result.then(
    () => {},
    () => {},
  )
  queues.set(labId, settled)
  void settled.then(() => queues.get(labId) === settled && queues.delete(labId))
  return result
}
