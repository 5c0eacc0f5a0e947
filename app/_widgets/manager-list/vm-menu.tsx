'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { MenuAt, MenuItem, MenuSeparator } from '#app/_ui/menu.tsx'
import { whyNot, whyNotOpen } from '#lib/labs/domain-action-rules.ts'
import { commandText } from '#lib/virt/commands/command.ts'
import type { Domain } from '#lib/virt/types.ts'
import type { ManagerNavigation } from '../manager/manager-navigation.ts'
import { intentCommand, type VmIntent } from './vm-intent.ts'

export interface VmMenuProps {
  /** null while closed. */
  point: { x: number; y: number } | null
  domain: Domain
  navigation: ManagerNavigation | null
  onOpenScreen?: (uuid: string) => void
  onOpenSerial?: (uuid: string) => void
  onIntent: (intent: VmIntent) => void
  onClose: () => void
  onClosed: () => void
}

/** All that can be done with a VM: each with its command, or why not now. */
export function VmMenu({ point, domain, navigation, onOpenScreen, onOpenSerial, onIntent, ...menu }: VmMenuProps) {
  const t = useTranslations('lab')
  const item = (intent: VmIntent, o: { label?: string; danger?: boolean } = {}) => {
    const { action } = intent
    const reason = action === 'autostart' ? (domain.persistent ? null : 'is-transient') : whyNot(action, domain)
    const command = <code>{commandText(intentCommand(domain.name, intent))}</code>
    return (
      <MenuItem
        key={o.label ?? action}
        danger={o.danger}
        unavailable={reason !== null}
        onSelect={() => onIntent(intent)}
        hint={hint(reason && t(`whyNot.${reason}`), action === 'migrate' || !reason ? command : null)}
      >
        {o.label ?? t(`action.${action}`)}
      </MenuItem>
    )
  }
  const open = (what: 'screen' | 'serial', onOpen?: (uuid: string) => void) => {
    const reason = whyNotOpen(what, domain)
    return (
      onOpen && (
        <MenuItem
          unavailable={reason !== null}
          hint={reason && t(`whyNot.${reason}`)}
          onSelect={() => onOpen(domain.uuid)}
        >
          {t(`action.${what}`)}
        </MenuItem>
      )
    )
  }
  return (
    <MenuAt point={point} label={domain.name} onClose={menu.onClose} onClosed={menu.onClosed}>
      {navigation && (
        <>
          {(['console', 'hardware', 'snapshots', 'clone'] as const).map((tab) => (
            <MenuItem key={tab} onSelect={() => navigation.openVm(domain.name, tab)}>
              {t(`action.open-${tab}`)}
            </MenuItem>
          ))}
          <MenuSeparator />
        </>
      )}
      {open('screen', onOpenScreen)}
      {open('serial', onOpenSerial)}
      {item({ action: 'start' }, domain.hasManagedSave ? { label: t('action.restore') } : {})}
      {domain.hasManagedSave && item({ action: 'start', forceBoot: true }, { label: t('action.force-boot') })}
      {domain.state === 'paused' ? item({ action: 'resume' }) : item({ action: 'suspend' })}
      {item({ action: 'shutdown' })}
      {item({ action: 'reboot' })}
      {item({ action: 'save' })}
      {domain.hasManagedSave && item({ action: 'remove-save' })}
      <MenuSeparator />
      {item(
        { action: 'autostart', autostart: !domain.autostart },
        { label: t(domain.autostart ? 'action.autostart-off' : 'action.autostart') },
      )}
      {item({ action: 'migrate' })}
      <MenuSeparator />
      {item({ action: 'reset' }, { danger: true })}
      {item({ action: 'destroy' }, { danger: true })}
      {item({ action: 'delete', storage: [], nvram: 'delete' }, { danger: true })}
    </MenuAt>
  )
}

function hint(reason: string | null, command: ReactNode): ReactNode {
  if (!reason) return command
  return (
    <span className="flex flex-col items-end">
      {reason}
      {command}
    </span>
  )
}
