import { expect, it } from 'vitest'
import type { Domain } from '#lib/virt/types.ts'
import { type LifecycleEvent, lifecycleStory } from './lifecycle-story.ts'

const domain = (state: Domain['state'], reason = 'user') => ({ state, reason, persistent: true }) as Domain
const off = domain('shutoff', 'shutdown')
const running = domain('running', 'booted')
const paused = domain('paused')
/** A second apart, but for `+`: with the one before it. */
const event = (words: string, index: number): LifecycleEvent => {
  const [name, detail = 'paused'] = words.replace('+', '').split(':')
  return { event: name as LifecycleEvent['event'], detail, at: 1000 * (words.startsWith('+') ? index - 1 : index) }
}

it.each<[string, Domain, string[], Domain, string[] | null, number]>([
  ['start, suspend', off, ['started:booted', 'suspended'], paused, ['vm-started', 'vm-suspended'], 2],
  ['start --paused', off, ['started:booted', '+suspended'], paused, ['vm-started'], 2],
  [
    'start, suspend, after QEMU was seen starting',
    domain('paused', 'starting up'),
    ['started:booted', 'suspended'],
    paused,
    ['vm-started', 'vm-suspended'],
    2,
  ],
  ['destroy, start', running, ['stopped:destroyed', 'started:booted'], running, ['vm-forced-off', 'vm-started'], 2],
  ['an event that was read already', paused, ['suspended', 'resumed:unpaused'], running, ['vm-resumed'], 2],
  ['events that came after the reading wait', off, ['started:booted', 'suspended'], running, ['vm-started'], 1],
  ['a managed save', running, ['suspended', 'stopped:saved'], domain('shutoff', 'saved'), ['vm-saved'], 2],
  ['a dump', running, ['suspended', 'resumed:unpaused'], running, [], 2],
  ['a snapshot', running, ['stopped:snapshot', 'started:snapshot'], running, null, 0],
  ['events that do not lead there', running, ['suspended'], off, null, 0],
])('%s', (_title, before, events, after, summaries, used) => {
  expect(lifecycleStory(before, after, events.map(event))).toEqual(summaries && { summaries, used })
})
