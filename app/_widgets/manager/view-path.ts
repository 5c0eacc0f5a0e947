import { type ManagerView, managerSections, vmTabs } from './manager-navigation.ts'

/** `/lab/vms/web/hardware` below the page's own path: ['vms', 'web', 'hardware']. */
export function toSegments(view: ManagerView): string[] {
  if (view.section === 'vm') return ['vms', view.vm, view.tab]
  return view.section === 'vms' ? [] : [view.section]
}

/** What these segments show; the list for those that mean nothing. */
export function fromSegments(segments: readonly string[]): ManagerView {
  const [first = 'vms', vm, last] = segments
  if (first === 'new') return { section: 'new' }
  if (first === 'vms' && vm) return { section: 'vm', vm, tab: vmTabs.find((tab) => tab === last) ?? 'console' }
  return { section: managerSections.find((section) => section === first) ?? 'vms' }
}
