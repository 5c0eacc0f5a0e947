'use client'

import { AppWindow, Cable, History, LayoutList, Monitor, SquareTerminal } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useMemo } from 'react'
import { type TabItem, Tabs } from '#app/_ui/tabs.tsx'
import { HistoryList } from '#app/_widgets/history/history-list.tsx'
import { useLive } from '#app/_widgets/live-state/live-state.tsx'
import { useStartVm } from '#app/_widgets/manager-list/use-start-vm.ts'
import { ScreenPane } from '#app/_widgets/screen/screen-pane.tsx'
import { SerialPane } from '#app/_widgets/serial/serial-pane.tsx'
import { TerminalPane } from '#app/_widgets/terminal/terminal-pane.tsx'
import { VirtManagerPane } from '#app/_widgets/virt-manager/virt-manager-pane.tsx'
import type { LabPhase, LiveState } from '#lib/gateway/protocol.ts'
import { LabStartup } from './lab-startup.tsx'
import type { WorkbenchTab } from './workbench-context.tsx'

export interface ToolsProps {
  labId: string
  manager?: ReactNode
  tab: WorkbenchTab
  domain: string | null
  onTab: (tab: WorkbenchTab) => void
  onDomain: (uuid: string) => void
}

const selectDomains = (state: LiveState) => state.domains
const selectLab = (state: LiveState) => state.lab.lab

/** The right side: terminal, screen, serial console, VMs, history. */
export function Tools({ labId, manager, tab, domain, onTab, onDomain }: ToolsProps) {
  const t = useTranslations('workbench')
  const phase = useLive(selectLab)
  const domains = useLive(selectDomains)
  const list = useMemo(() => Object.values(domains ?? {}).toSorted((a, b) => a.name.localeCompare(b.name)), [domains])
  const startVm = useStartVm()
  const start = (uuid: string) => {
    const found = list.find((one) => one.uuid === uuid)
    if (found) startVm(found.name)
  }
  // Who asks for a screen may know the name only, and before the VM is in the list.
  const asked = list.find(({ uuid, name }) => uuid === domain || name === domain)
  const selected = (asked ?? list.find(({ id }) => id !== null))?.uuid ?? null
  const console = { labId, domains: list, selected, onSelect: onDomain, onStart: start }
  const items: TabItem[] = [
    {
      value: 'terminal',
      label: t('tab.terminal'),
      icon: <SquareTerminal size={15} aria-hidden />,
      keepMounted: true,
      content: <TerminalPane labId={labId} available={canLogIn(phase)} />,
    },
    {
      value: 'screen',
      label: t('tab.screen'),
      icon: <Monitor size={15} aria-hidden />,
      content: <ScreenPane {...console} />,
    },
    {
      value: 'serial',
      label: t('tab.serial'),
      icon: <Cable size={15} aria-hidden />,
      content: <SerialPane {...console} />,
    },
    ...(manager
      ? [
          {
            value: 'manager',
            label: t('tab.manager'),
            icon: <LayoutList size={15} aria-hidden />,
            content: manager,
          },
        ]
      : []),
    {
      value: 'virt-manager',
      label: t('tab.virt-manager'),
      icon: <AppWindow size={15} aria-hidden />,
      content: <VirtManagerPane labId={labId} />,
    },
    { value: 'history', label: t('tab.history'), icon: <History size={15} aria-hidden />, content: <HistoryList /> },
  ]
  return (
    <div className="flex h-full min-h-0 flex-col bg-surface">
      <LabStartup labId={labId} />
      <Tabs
        aria-label={t('tools')}
        className="flex-1"
        value={tab}
        onValueChange={(value) => onTab(value as WorkbenchTab)}
        items={items}
      />
    </div>
  )
}

/** The shell needs the container only; libvirt may still be starting. While the phase is not known yet the socket waits for it. */
function canLogIn(phase: LabPhase | null): boolean {
  return (
    phase === null ||
    phase.phase === 'running' ||
    (phase.phase === 'provisioning' && (phase.stage === 'libvirt' || phase.stage === 'resuming'))
  )
}
