import type { LabPhase, WireError } from '#lib/gateway/protocol.ts'

type Provisioning = Extract<LabPhase, { phase: 'provisioning' }>
type PhaseName = LabPhase['phase']

/** What happens to a lab: by us, or seen from Incus. */
export type LabEvent =
  | { type: 'provision'; stage: Provisioning['stage']; queue?: Provisioning['queue'] }
  | { type: 'ready' }
  | { type: 'stop' }
  | { type: 'stopped'; suspended?: Extract<LabPhase, { phase: 'stopped' }>['suspended'] }
  | { type: 'reset' }
  | { type: 'removed' }
  | { type: 'fail'; error: WireError }

/** Where each event leads from each phase. What is not here changes nothing. */
const table: Record<PhaseName, Partial<Record<LabEvent['type'], PhaseName>>> = {
  absent: { provision: 'provisioning', fail: 'failed', ready: 'running', stopped: 'stopped' },
  provisioning: {
    provision: 'provisioning',
    ready: 'running',
    stop: 'stopping',
    stopped: 'stopped',
    removed: 'absent',
    fail: 'failed',
  },
  running: { provision: 'provisioning', stop: 'stopping', stopped: 'stopped', reset: 'resetting', removed: 'absent' },
  stopping: { stopped: 'stopped', removed: 'absent', ready: 'running', fail: 'failed' },
  stopped: { provision: 'provisioning', reset: 'resetting', stop: 'stopping', removed: 'absent', fail: 'failed' },
  resetting: { provision: 'provisioning', ready: 'running', stopped: 'stopped', removed: 'absent', fail: 'failed' },
  // What Incus tells of the undoing must not hide why it failed.
  failed: { provision: 'provisioning', stop: 'stopping', reset: 'resetting', fail: 'failed' },
}

/** The lab's phase after an event at `now` (ms); the same object if the event changes nothing. Pure. */
export function nextPhase(from: LabPhase, event: LabEvent, now: number): LabPhase {
  const to = table[from.phase][event.type]
  if (!to) return from
  // A stage is part of one wait: its clock goes on.
  const since = 'since' in from && from.phase === to ? from.since : now
  switch (to) {
    case 'provisioning':
      if (event.type !== 'provision') return from
      if (from.phase === to && from.stage === event.stage && from.queue?.limit === event.queue?.limit) return from
      return { phase: to, stage: event.stage, since, ...(event.queue && { queue: event.queue }) }
    case 'failed':
      return event.type === 'fail' ? { phase: to, error: event.error, since: now } : from
    case 'absent':
      return { phase: to }
    case 'stopped':
      return event.type === 'stopped' && event.suspended ? { phase: to, suspended: event.suspended } : { phase: to }
    default:
      return { phase: to, since }
  }
}
