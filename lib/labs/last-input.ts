import { singleton } from '#lib/base/singleton.ts'

const inputs = () => singleton('last-inputs', () => new Map<string, number>())

/** The student typed in the lab's terminal just now. */
export function noteInput(labId: string): void {
  inputs().set(labId, Date.now())
}

/** When the student last typed in the lab's terminal, since this server runs; ms. */
export function readInput(labId: string): number | null {
  return inputs().get(labId) ?? null
}
