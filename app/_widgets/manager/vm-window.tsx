'use client'

import { ArrowLeft, Copy, Cpu, History, Monitor, MonitorOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '#app/_ui/button.tsx'
import { EmptyState } from '#app/_ui/empty-state.tsx'
import { IconButton } from '#app/_ui/icon-button.tsx'
import { type TabItem, Tabs } from '#app/_ui/tabs.tsx'
import type { LiveState } from '#lib/gateway/protocol.ts'
import { Clone } from '../clone/clone.tsx'
import { Hardware } from '../hardware/hardware.tsx'
import { useLive } from '../live-state/live-state.tsx'
import { Snapshots } from '../snapshots/snapshots.tsx'
import { VmState } from '../vm-list/vm-state.tsx'
import type { ManagerView, VmTab } from './manager-navigation.ts'
import { VmConsole } from './vm-console.tsx'

export interface VmWindowProps {
  view: Extract<ManagerView, { section: 'vm' }>
  onView: (view: ManagerView) => void
}

const selectDomains = (state: LiveState) => state.domains

/** One VM: its console, hardware, snapshots and clones, as virt-manager's window of a VM. */
export function VmWindow({ view: { vm, tab }, onView }: VmWindowProps) {
  const t = useTranslations('manager')
  const domains = useLive(selectDomains)
  const domain = domains && Object.values(domains).find(({ name }) => name === vm)
  const back = () => onView({ section: 'vms' })
  if (domains && !domain) {
    return (
      <EmptyState icon={<MonitorOff size={28} />} title={t('gone', { name: vm })}>
        <Button onClick={back}>{t('back')}</Button>
      </EmptyState>
    )
  }
  const items: (TabItem & { value: VmTab })[] = [
    {
      value: 'console',
      label: t('tab.console'),
      icon: <Monitor size={15} aria-hidden />,
      content: <VmConsole vm={vm} />,
    },
    { value: 'hardware', label: t('tab.hardware'), icon: <Cpu size={15} aria-hidden />, content: <Hardware vm={vm} /> },
    {
      value: 'snapshots',
      label: t('tab.snapshots'),
      icon: <History size={15} aria-hidden />,
      content: <Snapshots vm={vm} />,
    },
    { value: 'clone', label: t('tab.clone'), icon: <Copy size={15} aria-hidden />, content: <Clone vm={vm} /> },
  ]
  return (
    <div className="flex h-full min-h-0 flex-col">
      <header className="flex h-9 shrink-0 items-center gap-2 px-2">
        <IconButton label={t('back')} icon={<ArrowLeft size={16} />} onClick={back} />
        <h2 className="min-w-0 truncate text-sm font-semibold">{vm}</h2>
        {domain && <VmState state={domain.state} />}
      </header>
      <Tabs
        aria-label={t('vmTabs', { name: vm })}
        className="flex-1"
        value={tab}
        onValueChange={(value) => onView({ section: 'vm', vm, tab: value as VmTab })}
        items={items.map(({ content, ...item }) => ({
          ...item,
          content:
            item.value === 'console' ? (
              content
            ) : (
              <div className="scroll-thin h-full overflow-y-auto p-3">{content}</div>
            ),
        }))}
      />
    </div>
  )
}
