import type { Dispose } from '#lib/base/dispose.ts'
import { singleton } from '#lib/base/singleton.ts'

const acts = () => singleton('rights-lost', () => new Set<() => void>())

/** Calls `act` when somebody in some class has fewer rights than before: what stays open has to be asked for anew. */
export function onRightsLost(act: () => void): Dispose {
  acts().add(act)
  return () => void acts().delete(act)
}

export function announceRightsLost(): void {
  for (const act of [...acts()]) act()
}
