import type { Dispose } from '#lib/base/dispose.ts'
import { singleton } from '#lib/base/singleton.ts'

type Listener = (studentId: string) => void

const listeners = () => singleton('help-events', () => new Set<Listener>())

/** A student's hand or messages have changed. */
export function tellHelp(studentId: string): void {
  for (const listener of [...listeners()]) listener(studentId)
}

/** Calls `listener` at each change from now on. */
export function onHelpChange(listener: Listener): Dispose {
  listeners().add(listener)
  return () => void listeners().delete(listener)
}
