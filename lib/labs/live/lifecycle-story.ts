import type { DomainLifecycle } from '#lib/virt/event-names.ts'
import type { Domain } from '#lib/virt/types.ts'

/** One of libvirt's lifecycle events. */
export interface LifecycleEvent {
  event: DomainLifecycle
  detail: string
  /** When it arrived, in ms since 1970. */
  at: number
}

type Run = 'off' | 'running' | 'paused'
type Step = { summary: string; run: Run; at: number }

/** What libvirt says of one call arrives together; two commands are further apart. */
const oneCallMs = 5

const stops: Record<string, string> = {
  shutdown: 'vm-shut-down',
  destroyed: 'vm-forced-off',
  crashed: 'vm-crashed',
  saved: 'vm-saved',
  failed: 'vm-failed-to-start',
}

/**
 * What happened between two readings of a VM, by libvirt's events: `virsh start` and `suspend` in one breath are seen as one
 * change of state only. `used` events led from the one to the other; null if none do, as with those of a snapshot.
 */
export function lifecycleStory(
  before: Domain,
  after: Domain,
  events: readonly LifecycleEvent[],
): { summaries: string[]; used: number } | null {
  let run = runOf(before)
  let story: { summaries: string[]; used: number } | null = null
  const steps: Step[] = []
  for (const [index, one] of events.entries()) {
    if (one.detail === 'snapshot') return null
    const step = stepOf(one)
    // What was read already, or isn't news.
    if (step && step.run !== run) {
      steps.push(step)
      run = step.run
    }
    if (run === runOf(after)) story = { summaries: withoutOwn(steps, after), used: index + 1 }
  }
  return story
}

function stepOf({ event, detail, at }: LifecycleEvent): Step | null {
  if (event === 'started') return { summary: 'vm-started', run: 'running', at }
  if (event === 'stopped') return { summary: stops[detail] ?? 'vm-stopped', run: 'off', at }
  if (event === 'suspended' && detail === 'paused') return { summary: 'vm-suspended', run: 'paused', at }
  if (event === 'resumed') return { summary: 'vm-resumed', run: 'running', at }
  return null
}

/**
 * libvirt lets a VM stand still while it saves it: a pause that ended in a stop, or by itself before anybody looked, may
 * have been nobody's. It tells `start --paused` as a start and a pause. And a transient VM starts as it is made.
 */
function withoutOwn(steps: Step[], { persistent }: Domain): string[] {
  const told: string[] = []
  for (const [index, { summary, at }] of steps.entries()) {
    const last = steps[index - 1]
    if (summary === 'vm-suspended' && last?.summary === 'vm-started' && at - last.at < oneCallMs) continue
    if (told.at(-1) === 'vm-suspended' && summary === 'vm-saved') told.pop()
    if (told.at(-1) === 'vm-suspended' && summary === 'vm-resumed') told.pop()
    else if (summary !== 'vm-started' || persistent) told.push(summary)
  }
  return told
}

/** QEMU starts with its CPUs stopped, and may still fail. */
function runOf({ state, reason }: Domain): Run {
  if (state === 'shutoff' || state === 'nostate' || reason === 'starting up') return 'off'
  return state === 'paused' && (reason === 'user' || reason === 'unknown') ? 'paused' : 'running'
}
