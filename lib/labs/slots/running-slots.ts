import { log } from '#lib/base/log.ts'
import { metrics } from '#lib/base/metrics.ts'
import { singleton } from '#lib/base/singleton.ts'
import { db } from '#lib/db/client.ts'
import type { LabPhase } from '#lib/gateway/protocol.ts'
import { incus } from '#lib/incus/client.ts'
import { findInstance } from '#lib/incus/instances.ts'
import { labError } from '../lab-error.ts'
import type { LabRecord } from '../lab-record.ts'
import { advance, listPhases, onAnyPhase, readPhase } from '../phase-board.ts'
import { suspendLab } from '../suspend-lab.ts'
import { findUnused, isUnused } from './find-unused.ts'
import { type FullScope, fullScopes, isOneEnough, type Scope, whoMakesRoom } from './full-scopes.ts'
import { readScopes } from './read-scopes.ts'

/** Labs fall idle without anybody telling. */
const lookAgainMs = 15_000
/** After a lab could not be suspended. */
const leaveAloneMs = 15 * 60_000

interface Waiter {
  lab: LabRecord
  wait: boolean
  granted: PromiseWithResolvers<void>
  /** Those of which one must stop before there is room; empty until it had to wait. */
  full: FullScope[]
  /** Room is being made for it. */
  served: boolean
}

/**
 * Who may run. A lab that is to start takes a place and holds it until it runs or has failed; from then on its phase says that it
 * counts. Places are given in the order of asking, in one go: two can never take the last one.
 */
class RunningSlots {
  /** Labs that are on their way, and how many ask for each. */
  readonly #held = new Map<string, number>()
  /** Labs that are being suspended for another: their place is given away already. */
  readonly #leaving = new Set<string>()
  readonly #leftAlone = new Map<string, number>()
  #waiters: Waiter[] = []
  #serving = false
  #again = false
  #timer: NodeJS.Timeout | undefined

  constructor() {
    onAnyPhase(() => this.changed())
  }

  async take(lab: LabRecord, o: { signal?: AbortSignal; wait: boolean }): Promise<() => void> {
    const { signal, wait } = o
    signal?.throwIfAborted()
    const granted = Promise.withResolvers<void>()
    const waiter: Waiter = { lab, wait, granted, full: [], served: false }
    const before = readPhase(lab.id)
    const leave = () => this.#drop(waiter, signal?.reason)
    signal?.addEventListener('abort', leave, { once: true })
    this.#waiters.push(waiter)
    this.changed()
    try {
      await granted.promise
    } catch (error) {
      await this.#restore(lab, before)
      throw error
    } finally {
      signal?.removeEventListener('abort', leave)
    }
    let released = false
    return () => {
      if (released) return
      released = true
      this.#release(lab.id)
    }
  }

  /** Whoever waits with this lab waits no more. */
  leave(labId: string, reason: Error): void {
    for (const waiter of this.#waiters.filter(({ lab }) => lab.id === labId)) this.#drop(waiter, reason)
  }

  /** Whether somebody waits for a lab like this one to stop. */
  isWanted(labId: string): boolean {
    return this.#waiters.some(({ full }) => full.some(({ running }) => running.includes(labId)))
  }

  /** Looks again who may start. */
  changed(): void {
    this.#again = this.#waiters.length > 0
    if (!this.#again) return
    if (this.#serving) return
    this.#serving = true
    void this.#serve()
      .catch((error: unknown) => this.#fail(error))
      .finally(() => {
        this.#serving = false
        if (this.#again) this.changed()
      })
  }

  async #serve(): Promise<void> {
    while (this.#again) {
      this.#again = false
      const scopes = await readScopes()
      for (const waiter of [...this.#waiters]) {
        if (waiter.served) continue
        if (await this.#isUp(waiter.lab, scopes)) this.#grant(waiter)
        else await this.#serveOne(waiter, scopes)
      }
    }
    clearTimeout(this.#timer)
    if (this.#waiters.length > 0) this.#timer = setTimeout(() => this.changed(), lookAgainMs).unref()
  }

  async #serveOne(waiter: Waiter, scopes: Scope[]): Promise<void> {
    const { lab } = waiter
    const full = fullScopes(lab.id, scopes, this.#running())
    if (full.length === 0) return this.#grant(waiter)
    const unused = await findUnused(whoMakesRoom(full).filter((id) => !this.#isLeftAlone(id)))
    if (!this.#waiters.includes(waiter)) return
    // A class's labs that are given to all at once do not drive each other out.
    if (!waiter.wait) return this.#drop(waiter, quotaFull(full))
    waiter.full = full
    const [scope] = full
    const queue = scope && { scope: scope.kind, limit: scope.limit }
    void advance(lab.id, { type: 'provision', stage: 'queued', queue })
    if (!unused) return
    // From here on the place is this lab's, and nobody else counts on that one.
    waiter.served = true
    this.#hold(lab.id)
    this.#leaving.add(unused)
    void this.#makeRoom(waiter, unused)
  }

  /** Suspends the unused lab; when it is stopped, and not before, the other may start; or is looked at again, if more have to go. */
  async #makeRoom(waiter: Waiter, unused: string): Promise<void> {
    try {
      await suspendLab({ labId: unused, why: 'room', unless: () => !isUnused(unused) })
      // Or else somebody came back to it.
      if (counts(readPhase(unused))) return
      metrics().suspensions.inc({ why: 'room' })
      log.info({ lab: unused, for: waiter.lab.id }, 'lab suspended to make room')
      if (isOneEnough(waiter.full) && this.#waiters.includes(waiter)) this.#grant(waiter)
    } catch (error) {
      log.warn({ err: error, lab: unused, for: waiter.lab.id }, 'no room was made')
      this.#leftAlone.set(unused, Date.now() + leaveAloneMs)
    } finally {
      this.#leaving.delete(unused)
      waiter.served = false
      this.#release(waiter.lab.id)
    }
  }

  /** Has a place already, or nobody has to give it one. */
  async #isUp({ id, instance }: LabRecord, scopes: Scope[]): Promise<boolean> {
    if (scopes.length === 0 || this.#running().has(id)) return true
    // Somebody has started it by hand: then that is to be seen.
    return (await findInstance(incus(), instance))?.running ?? false
  }

  #running(): Set<string> {
    const up = [...listPhases()].filter(([, phase]) => counts(phase)).map(([id]) => id)
    return new Set([...up.filter((id) => !this.#leaving.has(id)), ...this.#held.keys()])
  }

  #grant(waiter: Waiter): void {
    this.#hold(waiter.lab.id)
    this.#waiters = this.#waiters.filter((one) => one !== waiter)
    waiter.granted.resolve()
  }

  #drop(waiter: Waiter, reason: unknown): void {
    if (!this.#waiters.includes(waiter)) return
    this.#waiters = this.#waiters.filter((one) => one !== waiter)
    waiter.granted.reject(reason)
  }

  #fail(error: unknown): void {
    log.error({ err: error }, 'nobody knows which labs may run')
    for (const waiter of this.#waiters) if (!waiter.served) this.#drop(waiter, error)
  }

  #hold(labId: string): void {
    this.#held.set(labId, (this.#held.get(labId) ?? 0) + 1)
  }

  #release(labId: string): void {
    const left = (this.#held.get(labId) ?? 1) - 1
    if (left > 0) this.#held.set(labId, left)
    else this.#held.delete(labId)
    this.changed()
  }

  #isLeftAlone(labId: string): boolean {
    return (this.#leftAlone.get(labId) ?? 0) > Date.now()
  }

  /** Who waits no more is as before. */
  async #restore({ id, instance }: LabRecord, before: LabPhase): Promise<void> {
    const phase = readPhase(id)
    const waits = phase.phase === 'provisioning' && phase.stage === 'queued'
    if (!waits || this.#waiters.some(({ lab }) => lab.id === id)) return
    const suspended = before.phase === 'stopped' ? before.suspended : undefined
    const host = await findInstance(incus(), instance).catch(() => null)
    await advance(id, host ? { type: 'stopped', suspended } : { type: 'removed' })
  }
}

function counts(phase: LabPhase): boolean {
  if (phase.phase === 'provisioning') return phase.stage !== 'queued'
  return phase.phase === 'running' || phase.phase === 'stopping' || phase.phase === 'resetting'
}

function quotaFull([scope]: FullScope[]) {
  const { kind = 'site', limit = 0 } = scope ?? {}
  return labError(`${kind}-full`, `${limit} labs of the ${kind} run`, { status: 503, params: { limit } })
}

const slots = () => singleton('running-slots', () => new RunningSlots())

/**
 * A place for the lab among those that may run; whoever has it gives it back when the lab runs, or does not. While there is none, a lab
 * that nobody uses is suspended; or else the phase says that the lab waits. `wait` false: rejects at once, with lab.class-full or
 * lab.site-full (params: limit).
 */
export async function takeSlot(
  lab: LabRecord,
  { signal, wait = true }: { signal?: AbortSignal; wait?: boolean } = {},
): Promise<() => void> {
  return slots().take(lab, { signal, wait })
}

export function leaveQueue(labId: string): void {
  slots().leave(labId, new DOMException('it waits no more', 'AbortError'))
}

export const isWanted = (labId: string): boolean => slots().isWanted(labId)

/** How many labs run that are not of these students. */
export async function countOtherRunning(students: ReadonlySet<string>): Promise<number> {
  const running = [...listPhases()].filter(([, phase]) => counts(phase)).map(([id]) => id)
  const others = await db().lab.findMany({ where: { id: { in: running } }, select: { studentId: true } })
  return others.filter(({ studentId }) => !students.has(studentId)).length
}

/** The limits are others. */
export const limitsChanged = (): void => slots().changed()
