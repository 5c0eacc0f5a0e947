import type { Dispose } from '#lib/base/dispose.ts'
import { log } from '#lib/base/log.ts'
import { singleton } from '#lib/base/singleton.ts'

type Listener = (studentId: string) => void

const listeners = () => singleton('grade-listeners', () => new Set<Listener>())

/** Calls `listener` when a student's grades have changed in the database. */
export function onGrades(listener: Listener): Dispose {
  listeners().add(listener)
  return () => void listeners().delete(listener)
}

export function tellGrades(studentId: string): void {
  for (const listener of [...listeners()]) {
    try {
      listener(studentId)
    } catch (error) {
      log.error({ err: error, student: studentId }, 'a listener of grades failed')
    }
  }
}
