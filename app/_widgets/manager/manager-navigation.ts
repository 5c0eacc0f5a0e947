'use client'

import { createContext, useContext } from 'react'

export const managerSections = ['vms', 'networks', 'storage', 'monitor'] as const
export type ManagerSection = (typeof managerSections)[number]
export const vmTabs = ['console', 'hardware', 'snapshots', 'clone'] as const
export type VmTab = (typeof vmTabs)[number]

/** What the manager shows: a section, the wizard, or one VM's window by its name. */
export type ManagerView = { section: ManagerSection } | { section: 'new' } | { section: 'vm'; vm: string; tab: VmTab }

export interface ManagerNavigation {
  openVm: (name: string, tab?: VmTab) => void
  openSection: (section: ManagerSection) => void
}

export const ManagerNavigationContext = createContext<ManagerNavigation | null>(null)

/** Null where there is no manager around, as in a lesson. */
export function useManagerNavigation(): ManagerNavigation | null {
  return useContext(ManagerNavigationContext)
}
