import type { Dispose } from '#lib/base/dispose.ts'
import { isVirtLabError } from '#lib/base/error.ts'
import { log } from '#lib/base/log.ts'
import { singleton } from '#lib/base/singleton.ts'
import { type DomainCounters, readAllDomainStats } from '#lib/virt/domain-stats.ts'
import { readNodeStats } from '#lib/virt/node-stats.ts'
import { acquireLabHost, type LabHost } from '../lab-host.ts'
import type { LiveModelHold } from './live-models.ts'
import { type StatsRates, type StatsReading, toRates } from './stats-rates.ts'

export type StatsListener = (at: number, rates: StatsRates) => void

/** While a VM runs; and the host alone, while none does. */
const everyMs = 1_000
const idleEveryMs = 5_000

/** The lab stops, or libvirtd is started again: the next reading finds out. */
const expected = ['lab.not-running', 'libvirt.disconnected', 'libvirt.closed']

const tickers = singleton('stats-tickers', () => new Map<string, StatsTicker>())

/** Tells a lab's statistics for as long as somebody listens: one reading for all of them. `hold` outlives the listening. */
export function watchStats(hold: LiveModelHold, listener: StatsListener): Dispose {
  const { labId } = hold.model
  const ticker = tickers.get(labId) ?? new StatsTicker(hold)
  tickers.set(labId, ticker)
  ticker.listeners.add(listener)
  return () => {
    ticker.listeners.delete(listener)
    if (ticker.listeners.size > 0 || tickers.get(labId) !== ticker) return
    tickers.delete(labId)
    ticker.stop()
  }
}

class StatsTicker {
  readonly listeners = new Set<StatsListener>()
  readonly #model: LiveModelHold['model']
  readonly #unsubscribe: Dispose
  #host: LabHost | null = null
  #before: StatsReading | null = null
  #timer: NodeJS.Timeout | undefined
  #reading = false
  #stopped = false
  #ran = false

  constructor(hold: LiveModelHold) {
    this.#model = hold.model
    this.#ran = this.#vmRuns()
    this.#unsubscribe = this.#model.subscribe(() => this.#follow())
    void this.#tick()
  }

  stop(): void {
    this.#stopped = true
    clearTimeout(this.#timer)
    void this.#unsubscribe()
    this.#host?.release()
    this.#host = null
  }

  #vmRuns(): boolean {
    return Object.values(this.#model.state.domains).some(({ id }) => id !== null)
  }

  /** The first VM that runs is not kept waiting. */
  #follow(): void {
    const runs = this.#vmRuns()
    if (runs && !this.#ran) void this.#tick()
    this.#ran = runs
  }

  async #tick(): Promise<void> {
    if (this.#stopped || this.#reading) return
    clearTimeout(this.#timer)
    this.#reading = true
    try {
      if (this.#model.state.lab.lab.phase === 'running') await this.#read()
      else this.#forget()
    } catch (error) {
      this.#forget()
      if (!expected.some((code) => isVirtLabError(error, code)))
        log.warn({ err: error, lab: this.#model.labId }, 'statistics could not be read')
    } finally {
      this.#reading = false
    }
    if (!this.#stopped) this.#timer = setTimeout(() => void this.#tick(), this.#vmRuns() ? everyMs : idleEveryMs)
  }

  async #read(): Promise<void> {
    this.#host ??= await acquireLabHost(this.#model.labId)
    if (this.#stopped) return this.#forget()
    const libvirt = await this.#host.libvirt()
    const domains = this.#vmRuns() ? readAllDomainStats(libvirt) : Promise.resolve<DomainCounters[]>([])
    const [host, counters] = await Promise.all([readNodeStats(libvirt), domains])
    const reading = { at: performance.now(), host, domains: new Map(counters.map((one) => [one.uuid, one])) }
    const rates = toRates(reading, this.#before)
    this.#before = reading
    if (this.#stopped) return
    const at = Date.now()
    for (const listener of this.listeners) listener(at, rates)
  }

  #forget(): void {
    this.#before = null
    this.#host?.release()
    this.#host = null
  }
}
