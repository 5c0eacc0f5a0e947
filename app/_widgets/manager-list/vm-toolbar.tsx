'use client'

import { Columns3, Ellipsis, MonitorPlay, Pause, Play, Plus, Power } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '#app/_ui/button.tsx'
import { IconButton } from '#app/_ui/icon-button.tsx'
import { Menu, MenuCheck, MenuLabel } from '#app/_ui/menu.tsx'
import { type DomainAction, whyNot } from '#lib/labs/domain-action-rules.ts'
import { commandText } from '#lib/virt/commands/command.ts'
import type { Domain } from '#lib/virt/types.ts'
import { NewFromXml } from './new-from-xml.tsx'
import type { ManagerColumns } from './use-columns.ts'
import { graphColumns, otherColumns } from './use-columns.ts'
import { intentCommand, type VmIntent } from './vm-intent.ts'

export interface VmToolbarProps {
  /** The selected VM. */
  domain: Domain | null
  busy: boolean
  columns: ManagerColumns | null
  onNew?: () => void
  onOpen?: (domain: Domain) => void
  onIntent: (intent: VmIntent) => void
  onMenu: (domain: Domain, point: { x: number; y: number }) => void
}

type Quick = Extract<DomainAction, 'start' | 'resume' | 'suspend' | 'shutdown'>

/** virt-manager's toolbar: a new VM, and the selected one's main actions. */
export function VmToolbar({ domain, busy, columns, onNew, onOpen, onIntent, onMenu }: VmToolbarProps) {
  const t = useTranslations('lab')
  const own = useTranslations('manager-list')
  const quick = (action: Quick, icon: React.ReactNode) => {
    const reason = domain ? whyNot(action, domain) : 'none-selected'
    const why = reason ? t(`whyNot.${reason}`) : domain && commandText(intentCommand(domain.name, { action }))
    return (
      <IconButton
        label={`${t(`action.${action}`)} · ${why}`}
        icon={icon}
        unavailable={busy || reason !== null}
        onClick={() => onIntent({ action })}
      />
    )
  }
  return (
    <div
      role="toolbar"
      aria-label={own('toolbar')}
      className="flex h-10 items-center gap-0.5 border-b border-line px-1.5"
    >
      {onNew && (
        <Button kind="quiet" icon={<Plus size={15} aria-hidden />} onClick={onNew} className="px-2">
          {own('new')}
        </Button>
      )}
      {onNew && <NewFromXml />}
      {onOpen && (
        <Button
          kind="quiet"
          icon={<MonitorPlay size={15} aria-hidden />}
          disabled={!domain}
          onClick={() => domain && onOpen(domain)}
          className="px-2"
        >
          {own('open')}
        </Button>
      )}
      {(onNew || onOpen) && <span aria-hidden className="mx-1 h-5 w-px bg-line" />}
      {domain?.state === 'paused' ? quick('resume', <Play size={15} />) : quick('start', <Play size={15} />)}
      {quick('suspend', <Pause size={15} />)}
      {quick('shutdown', <Power size={15} />)}
      <IconButton
        label={domain ? t('action.more', { name: domain.name }) : t('whyNot.none-selected')}
        aria-haspopup="menu"
        unavailable={!domain}
        icon={<Ellipsis size={15} />}
        onClick={(event) => domain && onMenu(domain, below(event.currentTarget))}
      />
      {columns && <ColumnsMenu columns={columns} />}
    </div>
  )
}

function ColumnsMenu({ columns: { shown, toggle } }: { columns: ManagerColumns }) {
  const t = useTranslations('manager-list')
  return (
    <span className="ml-auto">
      <Menu
        trigger={
          <button
            type="button"
            aria-label={t('columns')}
            className="inline-flex size-7 items-center justify-center rounded-md text-muted hover:bg-hover"
          >
            <Columns3 size={15} aria-hidden />
          </button>
        }
      >
        {[...graphColumns, ...otherColumns].map((column) => (
          <MenuCheck key={column} checked={shown.includes(column)} onCheckedChange={() => toggle(column)}>
            {t(`column.${column}`)}
          </MenuCheck>
        ))}
        <MenuLabel>
          <span className="block max-w-56 whitespace-normal">{t('columnsNote')}</span>
        </MenuLabel>
      </Menu>
    </span>
  )
}

/** Where a menu opens that hangs under an element. */
export function below(element: Element): { x: number; y: number } {
  const { left, bottom } = element.getBoundingClientRect()
  return { x: left, y: bottom }
}
