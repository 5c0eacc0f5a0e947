import { EventEmitter } from 'node:events'
import type { Dispose } from '#lib/base/dispose.ts'
import { singleton } from '#lib/base/singleton.ts'
import type { CreationView } from '#lib/gateway/protocol.ts'

const emitter = () => singleton('creation-events', () => new EventEmitter().setMaxListeners(0))

/** Tells of every change of a creation in the lab, with its whole view. */
export function onCreation(labId: string, fn: (creation: CreationView) => void): Dispose {
  emitter().on(labId, fn)
  return () => void emitter().off(labId, fn)
}

export function emitCreation(labId: string, creation: CreationView): void {
  emitter().emit(labId, creation)
}
