import { expect, test } from 'vitest'
import type { LabPhase } from '#lib/gateway/protocol.ts'
import { type LabEvent, nextPhase } from './transitions.ts'

const error = { code: 'lab.no-space', userMessage: 'lab-no-space', params: {} }
const walk = (from: LabPhase, ...events: LabEvent[]) =>
  events.reduce<LabPhase>((phase, event, index) => nextPhase(phase, event, 100 + index), from)

test('from nothing to running: one wait with stages', () => {
  const up = walk(
    { phase: 'absent' },
    { type: 'provision', stage: 'creating' },
    { type: 'provision', stage: 'libvirt' },
  )
  expect(up).toEqual({ phase: 'provisioning', stage: 'libvirt', since: 100 })
  expect(walk(up, { type: 'ready' })).toEqual({ phase: 'running', since: 100 })
})

test('an event that changes nothing gives the same object back', () => {
  const phases: [LabPhase, LabEvent][] = [
    [{ phase: 'running', since: 1 }, { type: 'ready' }],
    [
      { phase: 'running', since: 1 },
      { type: 'fail', error },
    ],
    [{ phase: 'stopped' }, { type: 'stopped' }],
    [{ phase: 'absent' }, { type: 'stop' }],
    [
      { phase: 'provisioning', stage: 'starting', since: 1 },
      { type: 'provision', stage: 'starting' },
    ],
  ]
  for (const [phase, event] of phases) expect(nextPhase(phase, event, 9)).toBe(phase)
})

test('why it failed stays to be read, whatever Incus tells of the undoing', () => {
  const failed = walk({ phase: 'absent' }, { type: 'provision', stage: 'creating' }, { type: 'fail', error })
  expect(failed).toEqual({ phase: 'failed', error, since: 101 })
  expect(walk(failed, { type: 'removed' }, { type: 'stopped' })).toBe(failed)
  expect(walk(failed, { type: 'provision', stage: 'creating' }).phase).toBe('provisioning')
})

test('a lab that is stopped or deleted behind our back', () => {
  expect(walk({ phase: 'running', since: 1 }, { type: 'stopped' })).toEqual({ phase: 'stopped' })
  expect(walk({ phase: 'running', since: 1 }, { type: 'removed' })).toEqual({ phase: 'absent' })
})

test('a reset that could not begin gives the old phase back', () => {
  expect(walk({ phase: 'running', since: 1 }, { type: 'reset' }, { type: 'ready' }).phase).toBe('running')
  expect(walk({ phase: 'stopped' }, { type: 'reset' }, { type: 'stopped' })).toEqual({ phase: 'stopped' })
})

test('a suspended lab says how many VMs wait, until it starts', () => {
  const suspended = { vms: 2, why: 'idle' as const }
  const stopped = walk({ phase: 'running', since: 1 }, { type: 'stop' }, { type: 'stopped', suspended })
  expect(stopped).toEqual({ phase: 'stopped', suspended })
  // Incus tells it once more.
  expect(walk(stopped, { type: 'stopped' })).toBe(stopped)
  expect(walk(stopped, { type: 'provision', stage: 'starting' }, { type: 'stopped' })).toEqual({ phase: 'stopped' })
})
