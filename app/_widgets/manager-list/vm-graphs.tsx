'use client'

import { useMemo } from 'react'
import { formatBytes } from '#app/_ui/format-bytes.ts'
import { niceMax, type PlotPoint } from '../graph/plot.ts'
import { Sparkline } from '../graph/sparkline.tsx'
import { useStats } from '../live-state/live-state.tsx'
import type { DomainPoint } from '../live-state/stats-history.ts'
import type { GraphColumn } from './use-columns.ts'

/** Scales that follow the values begin here, so that a trickle is not a mountain. */
const leastPerSecond = 64 * 1024

const values: Record<GraphColumn, (point: DomainPoint) => number | null> = {
  cpu: ({ cpuPercent }) => cpuPercent,
  memory: ({ rssKiB }) => rssKiB,
  disk: ({ disk }) => sum(disk.inPerSecond, disk.outPerSecond),
  network: ({ network }) => sum(network.inPerSecond, network.outPerSecond),
}

/** One number of a running VM over the last minute, and what it is now. */
export function VmGraph({ uuid, of }: { uuid: string; of: GraphColumn }) {
  const stats = useStats(uuid)
  const points = useMemo<PlotPoint[]>(
    () => stats.slice(-60).map((point) => ({ at: point.at, value: values[of](point) })),
    [stats, of],
  )
  const last = stats.at(-1)
  const value = points.at(-1)?.value ?? null
  const max =
    of === 'cpu'
      ? 100
      : of === 'memory'
        ? (last?.memoryMaxKiB ?? 1)
        : niceMax(
            points.map((p) => p.value),
            leastPerSecond,
          )
  return (
    <span className="flex items-center gap-1.5 whitespace-nowrap tabular-nums" data-testid={`graph-${of}`}>
      <Sparkline points={points} max={max} />
      {value === null ? '–' : inWords(of, value)}
    </span>
  )
}

function inWords(of: GraphColumn, value: number): string {
  if (of === 'cpu') return `${Math.round(value)} %`
  return of === 'memory' ? formatBytes(value * 1024) : `${formatBytes(value)}/s`
}

function sum(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a + b
}
