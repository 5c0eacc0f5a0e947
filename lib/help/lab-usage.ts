import type { Dispose } from '#lib/base/dispose.ts'
import { log } from '#lib/base/log.ts'
import { singleton } from '#lib/base/singleton.ts'
import { incus } from '#lib/incus/client.ts'
import { readUsage } from '#lib/incus/instances.ts'
import { labOfInstance } from '#lib/labs/phase-board.ts'

export interface LabUsage {
  /** 100: one CPU of the machine is busy with it. Null in the first reading. */
  cpuPercent: number | null
  memoryMiB: number
}

type Listener = (usage: ReadonlyMap<string, LabUsage>) => void

const everyMs = 5_000

interface Meter {
  listeners: Set<Listener>
  timer: NodeJS.Timeout | undefined
  before: { at: number; cpuNs: ReadonlyMap<string, number> } | null
}

const meter = () => singleton('lab-usage', (): Meter => ({ listeners: new Set(), timer: undefined, before: null }))

/** Tells what every running lab uses, by lab, for as long as somebody listens: one reading for all labs and listeners. */
export function watchUsage(listener: Listener): Dispose {
  const { listeners } = meter()
  listeners.add(listener)
  if (listeners.size === 1) void tick()
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearTimeout(meter().timer)
    meter().before = null
  }
}

async function tick(): Promise<void> {
  const state = meter()
  clearTimeout(state.timer)
  try {
    const usage = await read(state)
    for (const listener of [...state.listeners]) listener(usage)
  } catch (error) {
    log.warn({ err: error }, 'what labs use could not be read')
  }
  if (state.listeners.size > 0) state.timer = setTimeout(() => void tick(), everyMs).unref()
}

async function read(state: Meter): Promise<Map<string, LabUsage>> {
  const instances = await readUsage(incus())
  const { before } = state
  const at = performance.now()
  const cpuNs = new Map([...instances].map(([name, used]) => [name, used.cpuNs]))
  state.before = { at, cpuNs }
  const usage = new Map<string, LabUsage>()
  for (const [name, { cpuNs: now, memoryBytes }] of instances) {
    const labId = labOfInstance(name)
    if (!labId) continue
    const then = before?.cpuNs.get(name)
    const cpuPercent = before && then !== undefined ? Math.max(0, (now - then) / ((at - before.at) * 1e4)) : null
    usage.set(labId, {
      cpuPercent: cpuPercent === null ? null : Math.round(cpuPercent),
      memoryMiB: Math.round(memoryBytes / 1024 / 1024),
    })
  }
  return usage
}
