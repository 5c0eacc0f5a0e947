import { expect, it } from 'vitest'
import type { DomainStats, HostStats } from '#lib/gateway/protocol.ts'
import { historyMs, StatsHistory } from './stats-history.ts'

const host: HostStats = { cpus: 2, cpuPercent: 1, memoryKiB: 2, memoryUsedKiB: 1 }
const vm = { cpuPercent: 5 } as DomainStats
const message = (at: number, domains: Record<string, DomainStats> = {}) => ({
  type: 'stats' as const,
  at,
  host,
  domains,
})

it('keeps five minutes', () => {
  const history = new StatsHistory()
  for (const at of [0, 1000, historyMs, historyMs + 1000]) history.add(message(at))
  expect(history.host.map(({ at }) => at)).toEqual([1000, historyMs, historyMs + 1000])
})

it('leaves the series of a VM that is off alone, and forgets it when it has aged', () => {
  const history = new StatsHistory()
  history.add(message(0, { a: vm }))
  const points = history.of('a')
  history.add(message(1000))
  expect(history.of('a')).toBe(points)
  history.add(message(historyMs + 1))
  expect(history.of('a')).toEqual([])
})
