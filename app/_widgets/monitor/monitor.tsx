'use client'

import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import type { LiveState } from '#lib/gateway/protocol.ts'
import { useLive } from '../live-state/live-state.tsx'
import { HostMonitor } from './host-monitor.tsx'
import { NumbersTable } from './numbers-table.tsx'
import { VmMonitor } from './vm-monitor.tsx'

const selectDomains = (state: LiveState) => state.domains

/**
 * CPU, memory, disk and network over the last five minutes: of the host and all VMs that run, or of `vm` alone, as a lesson
 * shows it; `focus` leaves one graph: cpu, memory, disk or network. Numbers come only while this is seen.
 */
export function Monitor({ vm, focus }: { vm?: string; focus?: string }) {
  const t = useTranslations('monitor')
  const domains = useLive(selectDomains)
  const running = useMemo(
    () =>
      Object.values(domains ?? {})
        .filter(({ id, name }) => id !== null && (vm === undefined || name === vm))
        .toSorted((a, b) => a.name.localeCompare(b.name)),
    [domains, vm],
  )
  return (
    <div className="space-y-3" data-testid="monitor">
      {vm === undefined && <HostMonitor />}
      {domains && running.length === 0 && (
        <p className="rounded-md border border-line bg-surface p-4 text-sm text-muted">
          {vm === undefined ? t('nothingRuns') : t('isOff', { name: vm })}
        </p>
      )}
      {running.length > 0 && <NumbersTable domains={running} />}
      {running.map((domain) => (
        <VmMonitor key={`${domain.uuid} ${domain.id}`} domain={domain} focus={focus} />
      ))}
    </div>
  )
}
