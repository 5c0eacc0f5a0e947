'use client'

import { MonitorOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useCallback } from 'react'
import type { VmWidget } from '#app/_lesson/widgets.tsx'
import { EmptyState } from '#app/_ui/empty-state.tsx'
import { Clone } from '#app/_widgets/clone/clone.tsx'
import { CreateWizard } from '#app/_widgets/create-wizard/create-wizard.tsx'
import { DisplayPanel } from '#app/_widgets/display/display-panel.tsx'
import { Hardware } from '#app/_widgets/hardware/hardware.tsx'
import { useLive } from '#app/_widgets/live-state/live-state.tsx'
import { ManagerList } from '#app/_widgets/manager-list/manager-list.tsx'
import { Snapshots } from '#app/_widgets/snapshots/snapshots.tsx'
import { useTerminal } from '#app/_widgets/terminal/terminal-context.tsx'
import type { LiveState } from '#lib/gateway/protocol.ts'
import { useWorkbench } from './workbench-context.tsx'

const selectLab = (state: LiveState) => state.lab.lab
const selectCreations = (state: LiveState) => state.creations
const absent = { phase: 'absent' } as const
const noCreations = {}

/** The create wizard, on the lab of this workbench. */
export function LessonCreateWizard() {
  const { labId, openTab } = useWorkbench()
  const { runInTerminal } = useTerminal()
  const phase = useLive(selectLab) ?? absent
  const creations = useLive(selectCreations) ?? noCreations
  const openScreen = useCallback((domain: string) => openTab('screen', { domain }), [openTab])
  return (
    <CreateWizard
      labId={labId}
      phase={phase}
      creations={creations}
      onRunCommand={runInTerminal}
      onOpenScreen={openScreen}
    />
  )
}

/** The VM list, whose screens and consoles open beside it. */
export function LessonVmList() {
  const { openTab } = useWorkbench()
  return (
    <ManagerList
      compact
      onOpenScreen={(uuid) => openTab('screen', { domain: uuid })}
      onOpenSerial={(uuid) => openTab('serial', { domain: uuid })}
    />
  )
}

const selectDomains = (state: LiveState) => state.domains

/** Shows `children` when the lab has this VM, and until then what to do about it. */
function WithVm({ vm, children }: { vm: string; children: ReactNode }) {
  const t = useTranslations('workbench')
  const domains = useLive(selectDomains)
  if (Object.values(domains ?? {}).some(({ name }) => name === vm)) return children
  return (
    <div className="rounded-md border border-line bg-surface">
      <EmptyState icon={<MonitorOff size={28} />} title={t('noVm', { name: vm })}>
        {t('noVmHow')}
      </EmptyState>
    </div>
  )
}

/** A widget of one VM, for a lesson. */
function onVm(Widget: VmWidget): VmWidget {
  return function OnVm(props) {
    return (
      <WithVm vm={props.vm}>
        <Widget {...props} />
      </WithVm>
    )
  }
}

export const LessonHardware = onVm(Hardware)
export const LessonDisplay = onVm(DisplayPanel)
export const LessonSnapshots = onVm(Snapshots)
export const LessonClone = onVm(Clone)
