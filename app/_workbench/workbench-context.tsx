'use client'

import { createContext, useContext } from 'react'

export const workbenchTabs = ['terminal', 'screen', 'serial', 'manager', 'virt-manager', 'history'] as const
export type WorkbenchTab = (typeof workbenchTabs)[number]

/** As they stand side by side; the manager has none where the lesson's place has it already. */
export function tabsOf({ hasManager }: { hasManager: boolean }): readonly WorkbenchTab[] {
  return workbenchTabs.filter((tab) => tab !== 'manager' || hasManager)
}

export interface Workbench {
  labId: string
  /** From left to right: what Alt and their number open. */
  tabs: readonly WorkbenchTab[]
  /** Brings a tab to the front; `domain` (UUID or name) chooses the VM of the screen and the serial console. */
  openTab: (tab: WorkbenchTab, options?: { domain?: string }) => void
}

export const WorkbenchContext = createContext<Workbench | null>(null)

export function useWorkbench(): Workbench {
  const workbench = useContext(WorkbenchContext)
  if (!workbench) throw new Error('useWorkbench: not inside a workbench')
  return workbench
}
