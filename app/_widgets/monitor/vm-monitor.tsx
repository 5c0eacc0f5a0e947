'use client'

import { useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import { Checkbox } from '#app/_ui/checkbox.tsx'
import { formatBytes } from '#app/_ui/format-bytes.ts'
import { statisticsCommands } from '#lib/virt/commands/domain-commands.ts'
import type { Domain } from '#lib/virt/types.ts'
import { niceMax } from '../graph/plot.ts'
import { type GraphLine, TimeGraph } from '../graph/time-graph.tsx'
import { useStats } from '../live-state/live-state.tsx'
import { type DomainPoint, historyMs } from '../live-state/stats-history.ts'
import { OperationEcho } from '../operation/operation-echo.tsx'
import { BalloonPanel } from './balloon-panel.tsx'
import { type VmGraphKind, vmLines } from './vm-lines.ts'

const kinds = ['cpu', 'memory', 'disk', 'network'] as const
/** Scales that follow the values begin here, so that a trickle is not a mountain. */
const leastPerSecond = 64 * 1024

/** One running VM: four graphs, the commands that print their numbers, and its balloon. */
export function VmMonitor({ domain, focus }: { domain: Domain; focus?: string }) {
  const t = useTranslations('monitor')
  const points = useStats(domain.uuid)
  const [commands, setCommands] = useState(false)
  const shown = kinds.filter((kind) => focus === undefined || focus === kind)
  return (
    <section
      aria-label={domain.name}
      className="rounded-md border border-line bg-surface p-3"
      data-testid={`monitor-${domain.name}`}
    >
      <div className="flex items-center gap-3 pb-1">
        <h3 className="flex-1 truncate text-sm font-semibold">{domain.name}</h3>
        <Checkbox
          checked={commands}
          onCheckedChange={setCommands}
          label={t('showCommands')}
          className="!min-h-0 !py-0"
        />
      </div>
      {/* Graphs side by side stand on one line, however many lines their legends take. */}
      <div className="grid grid-cols-1 items-end gap-3 md:grid-cols-2">
        {shown.map((kind) => (
          <div key={kind} className="min-w-0 space-y-1">
            <VmTimeGraph kind={kind} points={points} domain={domain} />
            {commands && <GraphCommand kind={kind} domain={domain} />}
          </div>
        ))}
      </div>
      {shown.includes('memory') && <BalloonPanel domain={domain} last={points.at(-1) ?? null} />}
    </section>
  )
}

function VmTimeGraph({ kind, points, domain }: { kind: VmGraphKind; points: readonly DomainPoint[]; domain: Domain }) {
  const t = useTranslations('monitor')
  const lines = useMemo<GraphLine[]>(
    () =>
      Object.entries(vmLines[kind]).map(([name, valueOf]) => {
        const line = points.map((point) => ({ at: point.at, value: valueOf(point) }))
        return { name: t(`line.${name}`), points: line, text: inWords(kind, line.at(-1)?.value ?? null) }
      }),
    [kind, points, t],
  )
  const max = scaleOf(kind, lines, points.at(-1))
  return (
    <TimeGraph
      title={kind === 'cpu' ? t('vmCpu', { vcpus: domain.vcpus }) : t(kind)}
      lines={lines}
      max={max}
      maxText={inWords(kind, max)}
      windowMs={historyMs}
      fromText={t('ago')}
      toText={t('now')}
    />
  )
}

function GraphCommand({ kind, domain }: { kind: VmGraphKind; domain: Domain }) {
  const commands = statisticsCommands({
    vm: domain.name,
    disks: domain.disks.flatMap(({ target, source }) => (source === null ? [] : target)),
    nics: domain.interfaces.flatMap(({ target }) => target ?? []),
  })
  return commands[kind].length > 0 && <OperationEcho command={commands[kind]} />
}

function scaleOf(kind: VmGraphKind, lines: GraphLine[], last: DomainPoint | undefined): number {
  if (kind === 'cpu') return 100
  const values = lines.flatMap(({ points }) => points.map(({ value }) => value))
  // QEMU itself takes more than the guest's memory.
  if (kind === 'memory') return Math.max(last?.memoryMaxKiB ?? 1, ...values.map((value) => value ?? 0))
  return niceMax(values, leastPerSecond)
}

function inWords(kind: VmGraphKind, value: number | null): string {
  if (value === null) return '–'
  if (kind === 'cpu') return `${Math.round(value)} %`
  return kind === 'memory' ? formatBytes(value * 1024) : `${formatBytes(value)}/s`
}
