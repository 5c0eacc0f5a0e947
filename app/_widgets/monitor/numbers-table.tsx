'use client'

import { useTranslations } from 'next-intl'
import { formatBytes } from '#app/_ui/format-bytes.ts'
import type { Domain } from '#lib/virt/types.ts'
import { useStats } from '../live-state/live-state.tsx'
import type { DomainPoint } from '../live-state/stats-history.ts'

const columns: Record<string, (point: DomainPoint) => [text: string, raw: number | null]> = {
  'vcpu.time': ({ cpuTimeNs }) => [`${(cpuTimeNs / 1e9).toFixed(1)} s`, cpuTimeNs],
  'balloon.current': ({ memoryKiB }) => kibibytes(memoryKiB),
  'balloon.maximum': ({ memoryMaxKiB }) => kibibytes(memoryMaxKiB),
  'balloon.rss': ({ rssKiB }) => kibibytes(rssKiB),
  'balloon.unused': ({ guest }) => kibibytes(guest?.unusedKiB ?? null),
  'block.rd.bytes': ({ disk }) => [formatBytes(disk.inBytes), disk.inBytes],
  'block.wr.bytes': ({ disk }) => [formatBytes(disk.outBytes), disk.outBytes],
  'net.rx.bytes': ({ network }) => [formatBytes(network.inBytes), network.inBytes],
  'net.tx.bytes': ({ network }) => [formatBytes(network.outBytes), network.outBytes],
}

/** The counters as they are now: the numbers that `virsh domstats` prints, under its own names. */
export function NumbersTable({ domains }: { domains: Domain[] }) {
  const t = useTranslations('monitor')
  return (
    <section aria-label={t('numbers')} className="rounded-md border border-line bg-surface">
      <h3 className="px-3 pt-2 text-sm font-semibold">{t('numbers')}</h3>
      <p className="px-3 pb-1 text-xs text-muted">{t('numbersNote')}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <div className="scroll-thin overflow-x-auto" tabIndex={0} role="group" aria-label={t('numbers')}>
        <table className="w-full text-xs" data-testid="numbers">
          <thead>
            <tr className="h-8 border-b border-line text-left text-muted">
              <th scope="col" className="px-3 py-1 align-bottom font-medium whitespace-nowrap">
                {t('name')}
              </th>
              {Object.keys(columns).map((column) => (
                <th key={column} scope="col" className="px-2 py-1 text-right align-bottom font-mono font-medium">
                  {column.slice(0, column.indexOf('.') + 1)}
                  <wbr />
                  {column.slice(column.indexOf('.') + 1)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {domains.map((domain) => (
              <NumbersRow key={domain.uuid} domain={domain} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function NumbersRow({ domain }: { domain: Domain }) {
  const last = useStats(domain.uuid).at(-1)
  return (
    <tr className="h-8 border-b border-line last:border-0" data-testid={`numbers-${domain.name}`}>
      <th scope="row" className="px-3 text-left font-medium whitespace-nowrap">
        {domain.name}
      </th>
      {Object.entries(columns).map(([column, read]) => {
        const [text, raw] = last ? read(last) : ['–', null]
        return (
          <td
            key={column}
            data-field={column}
            data-value={raw ?? undefined}
            title={raw === null ? undefined : String(raw)}
            className="px-2 text-right whitespace-nowrap tabular-nums"
          >
            {text}
          </td>
        )
      })}
    </tr>
  )
}

function kibibytes(kib: number | null): [string, number | null] {
  return [kib === null ? '–' : formatBytes(kib * 1024), kib]
}
