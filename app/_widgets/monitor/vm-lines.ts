import type { DomainPoint } from '../live-state/stats-history.ts'

/** What the graphs of a VM draw: the names are keys of the messages. */
export const vmLines = {
  cpu: { used: ({ cpuPercent }: DomainPoint) => cpuPercent },
  memory: {
    balloon: ({ memoryKiB }: DomainPoint) => memoryKiB,
    rss: ({ rssKiB }: DomainPoint) => rssKiB,
    guestUsed: ({ guest }: DomainPoint) => guest && guest.availableKiB - guest.unusedKiB,
  },
  disk: {
    read: ({ disk }: DomainPoint) => disk.inPerSecond,
    written: ({ disk }: DomainPoint) => disk.outPerSecond,
  },
  network: {
    received: ({ network }: DomainPoint) => network.inPerSecond,
    sent: ({ network }: DomainPoint) => network.outPerSecond,
  },
} satisfies Record<string, Record<string, (point: DomainPoint) => number | null>>

export type VmGraphKind = keyof typeof vmLines
