import type { DomainStats, HostStats, Traffic } from '#lib/gateway/protocol.ts'
import type { DeviceCount, DomainCounters } from '#lib/virt/domain-stats.ts'
import type { NodeStats } from '#lib/virt/node-stats.ts'

/** One reading of all counters; `at` in ms. */
export interface StatsReading {
  at: number
  host: NodeStats
  domains: Map<string, DomainCounters>
}

export interface StatsRates {
  host: HostStats
  domains: Record<string, DomainStats>
}

/** What the counters say, and how fast they moved since the reading before; a restarted VM's have no before. */
export function toRates(now: StatsReading, before: StatsReading | null): StatsRates {
  const elapsedMs = before ? now.at - before.at : 0
  return {
    host: hostStats(now.host, elapsedMs > 0 ? (before?.host ?? null) : null, elapsedMs),
    domains: Object.fromEntries(
      [...now.domains].map(([uuid, domain]) => {
        const last = before?.domains.get(uuid)
        return [uuid, domainStats(domain, elapsedMs > 0 && last?.id === domain.id ? last : null, elapsedMs)]
      }),
    ),
  }
}

function hostStats(now: NodeStats, before: NodeStats | null, elapsedMs: number): HostStats {
  const { cpus, memoryKiB, memoryUsedKiB } = now
  const cpuPercent = before && percent(now.busyNs - before.busyNs, elapsedMs, cpus)
  return { cpus, cpuPercent, memoryKiB, memoryUsedKiB }
}

function domainStats(now: DomainCounters, before: DomainCounters | null, elapsedMs: number): DomainStats {
  const { vcpus, cpuTimeNs, rssKiB, guest } = now
  // One that was being asked something else has told nothing of its CPUs.
  const counted = before !== null && vcpus > 0 && before.vcpus > 0
  return {
    vcpus,
    cpuTimeNs,
    cpuPercent: counted ? percent(cpuTimeNs - before.cpuTimeNs, elapsedMs, vcpus) : null,
    memoryKiB: now.balloonKiB,
    memoryMaxKiB: now.balloonMaxKiB,
    rssKiB,
    guest,
    disk: traffic(now.disks, before?.disks, elapsedMs),
    network: traffic(now.nics, before?.nics, elapsedMs),
  }
}

function percent(ns: number, elapsedMs: number, cpus: number): number {
  return Math.min(100, Math.max(0, ns / (elapsedMs * 10_000 * cpus)))
}

/** A device that came meanwhile counts from its own beginning; one that went takes nothing back. */
function traffic(now: DeviceCount[], before: DeviceCount[] | undefined, elapsedMs: number): Traffic {
  const last = new Map(before?.map((device) => [device.name, device]))
  const moved = (of: 'inBytes' | 'outBytes') =>
    now.reduce((sum, device) => sum + Math.max(0, device[of] - (last.get(device.name)?.[of] ?? 0)), 0)
  const total = (of: 'inBytes' | 'outBytes') => now.reduce((sum, device) => sum + device[of], 0)
  const rate = (of: 'inBytes' | 'outBytes') => (before ? (moved(of) * 1000) / elapsedMs : null)
  return {
    inBytes: total('inBytes'),
    outBytes: total('outBytes'),
    inPerSecond: rate('inBytes'),
    outPerSecond: rate('outBytes'),
  }
}
