import { log } from '#lib/base/log.ts'
import { singleton } from '#lib/base/singleton.ts'
import { startLab } from './lab-service.ts'
import { leaveQueue } from './slots/running-slots.ts'

const starting = singleton('background-starts', () => new Map<string, AbortController>())

/** Starts the lab and returns at once; how it goes is told by the phase. */
export function startLabInBackground({ labId }: { labId: string }): void {
  if (starting.has(labId)) return
  const abort = new AbortController()
  starting.set(labId, abort)
  startLab({ labId, signal: abort.signal })
    .catch((error: unknown) => log.warn({ err: error, lab: labId }, 'the lab did not start'))
    .finally(() => starting.delete(labId))
}

/** Cancels a start made by startLabInBackground; what was made is undone. Whatever else waits for a place waits no more. */
export function cancelLabStart({ labId }: { labId: string }): void {
  starting.get(labId)?.abort(new DOMException('cancelled by the student', 'AbortError'))
  leaveQueue(labId)
}
