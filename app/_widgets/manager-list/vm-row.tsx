'use client'

import { Ellipsis, Power } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { memo, type ReactNode } from 'react'
import { classNames } from '#app/_ui/class-names.ts'
import type { Domain } from '#lib/virt/types.ts'
import { useGlow } from '../live-state/live-state.tsx'
import { VmState } from '../vm-list/vm-state.tsx'
import type { ListColumn } from './columns.ts'
import { type ChosenColumn, type GraphColumn, graphColumns } from './use-columns.ts'
import { VmGraph } from './vm-graphs.tsx'
import { below } from './vm-toolbar.tsx'

export interface VmRowProps {
  domain: Domain
  columns: readonly ListColumn[]
  template: string
  cards: boolean
  selected: boolean
  onSelect: (uuid: string) => void
  onOpen: (uuid: string) => void
  onMenu: (uuid: string, point: { x: number; y: number }) => void
}

/** One VM. Its row is drawn again only when something of this VM changes: there may be hundreds. */
export const VmRow = memo(function VmRow({ domain, columns, template, cards, ...row }: VmRowProps) {
  const { selected, onSelect, onOpen, onMenu } = row
  const t = useTranslations('lab.action')
  const glows = useGlow(domain.uuid)
  const { uuid, name } = domain
  return (
    <div
      role="row"
      aria-selected={selected}
      tabIndex={selected ? 0 : -1}
      data-vm={uuid}
      data-testid={`vm-${name}`}
      onClick={() => onSelect(uuid)}
      onFocus={() => onSelect(uuid)}
      onDoubleClick={() => onOpen(uuid)}
      onContextMenu={(event) => {
        event.preventDefault()
        onMenu(uuid, { x: event.clientX, y: event.clientY })
      }}
      style={cards ? undefined : { gridTemplateColumns: template }}
      className={classNames(
        'min-h-8 items-center gap-x-2 border-b border-line px-2 text-sm last:border-0 focus-visible:-outline-offset-2',
        cards ? 'flex flex-wrap gap-y-1 py-1.5' : 'grid',
        selected ? 'bg-accent-soft' : 'hover:bg-hover',
        glows && 'glow-once',
      )}
    >
      <div role="gridcell">
        <VmState state={domain.state} />
      </div>
      <div
        role="rowheader"
        className={classNames('min-w-0 truncate font-medium', cards && 'basis-[calc(100%-9.5rem)]')}
        title={name}
      >
        {name}
      </div>
      {(cards && domain.id === null ? columns.filter((column) => !isGraph(column)) : columns).map((column) => (
        <Cell key={column} column={column} cards={cards}>
          {isGraph(column) ? (
            domain.id === null ? (
              '–'
            ) : (
              <VmGraph uuid={uuid} of={column} />
            )
          ) : (
            <Fact column={column} domain={domain} />
          )}
        </Cell>
      ))}
      <div role="gridcell" className={cards ? 'order-1 ml-auto' : undefined}>
        <button
          type="button"
          tabIndex={-1}
          aria-label={t('more', { name })}
          aria-haspopup="menu"
          onClick={(event) => onMenu(uuid, below(event.currentTarget))}
          className="inline-flex size-7 items-center justify-center rounded-md text-muted hover:bg-pressed"
        >
          <Ellipsis size={15} aria-hidden />
        </button>
      </div>
    </div>
  )
})

function Cell({ column, cards, children }: { column: ListColumn; cards: boolean; children: ReactNode }) {
  const t = useTranslations('manager-list.column')
  if (!cards)
    return (
      <div role="gridcell" className="min-w-0 truncate text-xs">
        {children}
      </div>
    )
  return (
    <div role="gridcell" className="order-2 flex w-[calc(50%-0.5rem)] items-center gap-1.5 text-xs">
      <span className="w-24 shrink-0 text-muted">{t(column)}</span>
      {children}
    </div>
  )
}

function Fact({ column, domain }: { column: Exclude<ListColumn, GraphColumn>; domain: Domain }) {
  const t = useTranslations('manager-list')
  switch (column) {
    case 'address': {
      const addresses = domain.interfaces.flatMap((nic) => nic.addresses.map(({ address }) => address))
      return <span className="font-mono">{addresses.join(' ') || '–'}</span>
    }
    case 'autostart':
      return domain.autostart ? (
        <span className="inline-flex items-center gap-1">
          <Power size={12} aria-hidden />
          {t('autostart.on')}
        </span>
      ) : (
        <span className="text-muted">{t('autostart.off')}</span>
      )
    case 'vcpus':
      return <span className="tabular-nums">{domain.vcpus}</span>
    case 'size':
      return <span className="tabular-nums">{Math.round(domain.memoryKiB / 1024)} MiB</span>
    case 'accelerator':
      return domain.type === 'kvm' ? 'KVM' : 'TCG'
  }
}

function isGraph(column: ListColumn): column is GraphColumn {
  return (graphColumns as readonly ChosenColumn[]).includes(column as ChosenColumn)
}
