import type { Dispose } from '#lib/base/dispose.ts'
import { singleton } from '#lib/base/singleton.ts'

type Listener = (studentId: string) => void

const listeners = () => singleton('progress-listeners', () => new Set<Listener>())

/** Calls `listener` when a student has got to another place of a lesson. */
export function onProgress(listener: Listener): Dispose {
  listeners().add(listener)
  return () => void listeners().delete(listener)
}

export function tellProgress(studentId: string): void {
  for (const listener of [...listeners()]) listener(studentId)
}
