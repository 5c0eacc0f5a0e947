'use client'

import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { formatBytes } from '#app/_ui/format-bytes.ts'
import { TimeGraph } from '../graph/time-graph.tsx'
import { useStats } from '../live-state/live-state.tsx'
import { historyMs } from '../live-state/stats-history.ts'

/** The lab host's own CPUs and memory, within its limits. */
export function HostMonitor() {
  const t = useTranslations('monitor')
  const points = useStats('host')
  const last = points.at(-1)
  const lines = useMemo(
    () => ({
      cpu: points.map(({ at, cpuPercent }) => ({ at, value: cpuPercent })),
      memory: points.map(({ at, memoryUsedKiB }) => ({ at, value: memoryUsedKiB })),
    }),
    [points],
  )
  const axis = { windowMs: historyMs, fromText: t('ago'), toText: t('now') }
  const cpuText = last?.cpuPercent == null ? '–' : `${Math.round(last.cpuPercent)} %`
  const memoryText = last ? formatBytes(last.memoryUsedKiB * 1024) : '–'
  const cpuLines = useMemo(() => [{ name: t('used'), points: lines.cpu, text: cpuText }], [t, lines, cpuText])
  const memoryLines = useMemo(
    () => [{ name: t('used'), points: lines.memory, text: memoryText }],
    [t, lines, memoryText],
  )
  return (
    <section aria-label={t('host')} className="rounded-md border border-line bg-surface p-3" data-testid="host-monitor">
      <h3 className="text-sm font-semibold">{t('host')}</h3>
      <p className="pb-1 text-xs text-muted">{t('hostNote')}</p>
      <div className="grid grid-cols-1 gap-3 md:grid-cols-2">
        <TimeGraph
          title={last ? t('hostCpu', { cpus: last.cpus }) : 'CPU'}
          lines={cpuLines}
          max={100}
          maxText="100 %"
          {...axis}
        />
        <TimeGraph
          title={t('memory')}
          lines={memoryLines}
          max={last?.memoryKiB ?? 1}
          maxText={last ? formatBytes(last.memoryKiB * 1024) : ''}
          {...axis}
        />
      </div>
    </section>
  )
}
