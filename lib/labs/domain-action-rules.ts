import type { Domain } from '#lib/virt/types.ts'

/** Pure, and used by the page too: what can be done with a VM now. */
export const domainActions = [
  'start',
  'suspend',
  'resume',
  'shutdown',
  'reboot',
  'reset',
  'destroy',
  'save',
  'remove-save',
  'migrate',
  'delete',
] as const
export type DomainAction = (typeof domainActions)[number]

/** What the rules look at. */
export type ActionSubject = Pick<Domain, 'id' | 'state' | 'persistent' | 'hasManagedSave'>

/** Why an action is not possible in the VM's state, as a key below `lab.whyNot`; null when it is. */
export function whyNot(action: DomainAction, domain: ActionSubject): string | null {
  const active = domain.id !== null
  const paused = domain.state === 'paused'
  switch (action) {
    case 'start':
      return active ? 'runs-already' : null
    case 'resume':
      return paused ? null : 'not-paused'
    case 'delete':
      return active ? 'still-runs' : null
    case 'remove-save':
      return domain.hasManagedSave ? null : 'not-saved'
    case 'save':
      if (!active) return 'is-off'
      return domain.persistent ? null : 'is-transient'
    case 'migrate':
      return 'one-host'
    case 'destroy':
    case 'reset':
      return active ? null : 'is-off'
    case 'suspend':
      if (!active) return 'is-off'
      return paused ? 'paused-already' : null
    default:
      if (!active) return 'is-off'
      return paused ? 'is-paused' : null
  }
}

/** Why a VM's screen or serial console cannot be opened, as a key below `lab.whyNot`; null when it can. */
export function whyNotOpen(
  what: 'screen' | 'serial',
  { id, graphics, hasSerialConsole }: Pick<Domain, 'id' | 'graphics' | 'hasSerialConsole'>,
): string | null {
  if (id === null) return 'is-off'
  if (what === 'screen') return graphics.length > 0 ? null : 'no-screen'
  return hasSerialConsole ? null : 'no-serial'
}

/** The disks that belong to this VM: no CD-ROM, nothing that is read-only. */
export function ownDisks({ disks }: Pick<Domain, 'disks'>): { target: string; path: string }[] {
  return disks.flatMap(({ device, readonly, source, target }) =>
    device === 'disk' && !readonly && source !== null ? { target, path: source } : [],
  )
}
