import type { DomainStats, HostStats, LiveMessage } from '#lib/gateway/protocol.ts'

export type HostPoint = HostStats & { at: number }
export type DomainPoint = DomainStats & { at: number }

/** What graphs show. */
export const historyMs = 300_000
export const noPoints: readonly never[] = []

/** The statistics of the last minutes, in memory only; a series is a new array when it has a new point. */
export class StatsHistory {
  #host: readonly HostPoint[] = noPoints
  readonly #domains = new Map<string, readonly DomainPoint[]>()
  readonly #listeners = new Set<() => void>()

  get host(): readonly HostPoint[] {
    return this.#host
  }

  of(uuid: string): readonly DomainPoint[] {
    return this.#domains.get(uuid) ?? noPoints
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  add({ at, host, domains }: Extract<LiveMessage, { type: 'stats' }>): void {
    this.#host = append(this.#host, { at, ...host })
    for (const [uuid, stats] of Object.entries(domains)) {
      this.#domains.set(uuid, append(this.of(uuid), { at, ...stats }))
    }
    for (const [uuid, points] of this.#domains) {
      if (at - (points.at(-1)?.at ?? 0) > historyMs) this.#domains.delete(uuid)
    }
    for (const listener of this.#listeners) listener()
  }
}

function append<T extends { at: number }>(points: readonly T[], point: T): readonly T[] {
  const first = points.findIndex(({ at }) => point.at - at <= historyMs)
  return first < 0 ? [point] : [...points.slice(first), point]
}
