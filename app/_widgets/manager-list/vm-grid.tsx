'use client'

import { useTranslations } from 'next-intl'
import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react'
import type { Domain } from '#lib/virt/types.ts'
import { useManagerNavigation } from '../manager/manager-navigation.ts'
import { OperationFeedback } from '../operation/operation-feedback.tsx'
import { compactColumns, layOut } from './columns.ts'
import { ConfirmDialog } from './confirm-dialog.tsx'
import type { ManagerListProps } from './manager-list.tsx'
import { focusSelectedRow, rowsOf, useFocusAfterDialog } from './row-focus.ts'
import { useColumns } from './use-columns.ts'
import { useVmOperations } from './use-vm-operations.ts'
import { useWidth } from './use-width.ts'
import { needsConfirming, type VmIntent } from './vm-intent.ts'
import { VmMenu } from './vm-menu.tsx'
import { VmRow } from './vm-row.tsx'
import { VmToolbar } from './vm-toolbar.tsx'

type Point = { x: number; y: number }

/** The rows, one of them selected, and what is done with that one: by toolbar, menu, right click and keys. */
export function VmGrid({
  domains,
  compact,
  onNew,
  onOpenScreen,
  onOpenSerial,
}: ManagerListProps & { domains: Domain[] }) {
  const t = useTranslations('manager-list')
  const lab = useTranslations('lab.list')
  const navigation = useManagerNavigation()
  const chosen = useColumns()
  const columns = compact ? compactColumns : chosen.shown
  const { template, leastWidth } = layOut(columns)
  const grid = useRef<HTMLDivElement>(null)
  const cards = useWidth(grid) < leastWidth
  const { run, operations, busy } = useVmOperations()
  const [selection, setSelection] = useState<string | null>(null)
  const [menu, setMenu] = useState<Point | null>(null)
  const [asking, setAsking] = useState<{ domain: Domain; intent: VmIntent } | null>(null)

  const domain = useSelected(domains, selection, setSelection, grid)
  const opens = navigation !== null || onOpenScreen !== undefined
  const latest = useRef({ domains, navigation, onOpenScreen })
  latest.current = { domains, navigation, onOpenScreen }
  const open = useCallback((uuid: string) => {
    const { domains: now, navigation: manager, onOpenScreen: screen } = latest.current
    const name = now.find((one) => one.uuid === uuid)?.name
    if (manager && name !== undefined) manager.openVm(name)
    else screen?.(uuid)
  }, [])
  const openMenu = useCallback((uuid: string, point: Point) => {
    setSelection(uuid)
    setMenu(point)
  }, [])
  useFocusAfterDialog(grid, asking !== null)
  const intend = (intent: VmIntent) => {
    if (!domain) return
    if (needsConfirming(intent)) setAsking({ domain, intent })
    else void run(domain.name, intent)
  }

  const onKeyDown = (event: KeyboardEvent) => {
    const row = (event.target as HTMLElement).closest<HTMLElement>('[data-vm]')
    if (!row || event.target !== row || !domain) return
    const rows = rowsOf(grid)
    const at = rows.indexOf(row)
    const target = { ArrowDown: rows[at + 1], ArrowUp: rows[at - 1], Home: rows[0], End: rows.at(-1) }[event.key]
    if (target) target.focus()
    else if (event.key === 'Enter') open(domain.uuid)
    else if (event.key === 'Delete') intend({ action: 'delete', storage: [], nvram: 'delete' })
    else if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) {
      const { left, bottom } = row.getBoundingClientRect()
      openMenu(domain.uuid, { x: left + 100, y: bottom })
    } else return
    event.preventDefault()
  }

  return (
    <>
      <VmToolbar
        domain={domain}
        busy={busy}
        columns={compact ? null : chosen}
        onNew={onNew}
        onOpen={opens ? (one) => open(one.uuid) : undefined}
        onIntent={intend}
        onMenu={(one, point) => openMenu(one.uuid, point)}
      />
      <div ref={grid} role="grid" aria-label={lab('title')} aria-rowcount={domains.length + 1} onKeyDown={onKeyDown}>
        <div
          role="row"
          style={{ gridTemplateColumns: template }}
          className={cards ? 'sr-only' : 'grid h-8 items-center gap-x-2 border-b border-line px-2 text-xs text-muted'}
        >
          {(['state', 'name', ...columns, 'menu'] as const).map((column) => (
            <div key={column} role="columnheader" className="truncate font-medium">
              {column === 'menu' ? <span className="sr-only">{t('column.menu')}</span> : t(`column.${column}`)}
            </div>
          ))}
        </div>
        {domains.map((one) => (
          <VmRow
            key={one.uuid}
            domain={one}
            columns={columns}
            template={template}
            cards={cards}
            selected={one.uuid === domain?.uuid}
            onSelect={setSelection}
            onOpen={open}
            onMenu={openMenu}
          />
        ))}
      </div>
      {Object.entries(operations).map(
        ([action, operation]) =>
          (operation.busy || operation.error) && (
            <div key={action} className="border-t border-line p-2">
              <OperationFeedback operation={operation} cancellable={action === 'save'} />
            </div>
          ),
      )}
      {domain && (
        <VmMenu
          point={menu}
          domain={domain}
          navigation={navigation}
          onOpenScreen={onOpenScreen}
          onOpenSerial={onOpenSerial}
          onIntent={intend}
          onClose={() => setMenu(null)}
          onClosed={() => {
            if (!asking) focusSelectedRow(grid)
          }}
        />
      )}
      {asking && (
        <ConfirmDialog
          domain={asking.domain}
          intent={asking.intent}
          onClose={() => setAsking(null)}
          onConfirm={(intent) => {
            setAsking(null)
            void run(asking.domain.name, intent)
          }}
        />
      )}
    </>
  )
}

/** The selected VM; when it goes, the one that takes its place, and the focus with it. */
function useSelected(
  domains: Domain[],
  selection: string | null,
  select: (uuid: string) => void,
  grid: React.RefObject<HTMLDivElement | null>,
): Domain | null {
  const place = useRef(0)
  const index = domains.findIndex(({ uuid }) => uuid === selection)
  const domain = domains[index < 0 ? Math.min(place.current, domains.length - 1) : index] ?? null
  const wasGone = selection !== null && index < 0
  useEffect(() => {
    if (index >= 0) place.current = index
  }, [index])
  useEffect(() => {
    if (!wasGone || !domain) return
    select(domain.uuid)
    // The focus was on the row that went.
    if (document.activeElement === document.body) {
      rowsOf(grid)
        .find((row) => row.dataset.vm === domain.uuid)
        ?.focus()
    }
  }, [wasGone, domain, select, grid])
  return domain
}
