'use client'

import { Activity, HardDrive, LayoutList, Network } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useMemo } from 'react'
import { classNames } from '#app/_ui/class-names.ts'
import { ManagerList } from '../manager-list/manager-list.tsx'
import { Monitor } from '../monitor/monitor.tsx'
import { Networks } from '../networks/networks.tsx'
import { Storage } from '../storage/storage.tsx'
import {
  type ManagerNavigation,
  ManagerNavigationContext,
  type ManagerSection,
  type ManagerView,
  managerSections,
} from './manager-navigation.ts'
import { VmWindow } from './vm-window.tsx'

export interface ManagerProps {
  view: ManagerView
  onView: (view: ManagerView) => void
  /** The create wizard, bound to the lab of the page. */
  wizard: ReactNode
}

const icons: Record<ManagerSection, ReactNode> = {
  vms: <LayoutList size={16} aria-hidden />,
  networks: <Network size={16} aria-hidden />,
  storage: <HardDrive size={16} aria-hidden />,
  monitor: <Activity size={16} aria-hidden />,
}

/** All that virt-manager's windows do, in one: the VMs, the host's networks and pools, and each VM's own window. */
export function Manager({ view, onView, wizard }: ManagerProps) {
  const t = useTranslations('manager')
  const navigation = useMemo<ManagerNavigation>(
    () => ({
      openVm: (vm, tab = 'console') => onView({ section: 'vm', vm, tab }),
      openSection: (section) => onView({ section }),
    }),
    [onView],
  )
  const current = view.section === 'vm' || view.section === 'new' ? 'vms' : view.section
  return (
    <ManagerNavigationContext.Provider value={navigation}>
      <div className="flex h-full min-h-0 flex-col" data-testid="manager">
        <nav aria-label={t('title')} className="flex h-10 shrink-0 items-center gap-1 border-b border-line px-2">
          {managerSections.map((section) => (
            <button
              key={section}
              type="button"
              aria-current={section === current ? 'page' : undefined}
              onClick={() => onView({ section })}
              className={classNames(
                'flex h-8 items-center gap-1.5 rounded-md px-2.5 text-sm whitespace-nowrap hover:bg-hover',
                section === current ? 'bg-accent-soft font-medium text-accent' : 'text-muted',
              )}
            >
              {icons[section]}
              {t(`section.${section}`)}
            </button>
          ))}
        </nav>
        <div className="min-h-0 flex-1">
          {view.section === 'vm' ? (
            <VmWindow view={view} onView={onView} />
          ) : (
            <div className="scroll-thin h-full overflow-y-auto p-3">
              {view.section === 'vms' && <ManagerList onNew={() => onView({ section: 'new' })} />}
              {view.section === 'new' && wizard}
              {view.section === 'networks' && <Networks />}
              {view.section === 'storage' && <Storage />}
              {view.section === 'monitor' && <Monitor />}
            </div>
          )}
        </div>
      </div>
    </ManagerNavigationContext.Provider>
  )
}
