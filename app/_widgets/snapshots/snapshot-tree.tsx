'use client'

import { Camera, MapPin } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { type KeyboardEvent, useRef, useState } from 'react'
import { Badge } from '#app/_ui/badge.tsx'
import { classNames } from '#app/_ui/class-names.ts'
import type { SnapshotView } from '#lib/gateway/protocol.ts'
import { browserTimeZone } from '../live-state/browser-time-zone.ts'
import { useGlowing } from '../live-state/live-state.tsx'
import { kindOf } from './snapshot-kind.ts'
import { type TreeRow, treeRows } from './snapshot-tree-order.ts'

interface SnapshotTreeProps {
  uuid: string
  snapshots: readonly SnapshotView[]
  selected: string | null
  onSelect: (name: string) => void
  onDelete: (name: string) => void
}

/** Where each snapshot came from. Arrow keys move; the chosen one is what the panel beside shows. */
export function SnapshotTree({ uuid, snapshots, selected, onSelect, onDelete }: SnapshotTreeProps) {
  const t = useTranslations('snapshots')
  const glowing = useGlowing()
  const tree = useRef<HTMLUListElement>(null)
  const [first] = useState(() => new Set(snapshots.map(({ name }) => name)))
  const rows = treeRows(snapshots)
  const at = Math.max(
    0,
    rows.findIndex(({ snapshot }) => snapshot.name === selected),
  )
  const onKeyDown = (event: KeyboardEvent) => {
    const row = rows[at]
    if (!row) return
    if (event.key === 'Delete') return onDelete(row.snapshot.name)
    const next = nextRow(event.key, rows, at)
    if (!next) return
    event.preventDefault()
    onSelect(next.snapshot.name)
    const item = [...(tree.current?.children ?? [])][rows.indexOf(next)]
    if (item instanceof HTMLElement) item.focus()
  }
  return (
    <ul ref={tree} role="tree" aria-label={t('tree')} className="py-1" data-testid="snapshot-tree">
      {rows.map((row, index) => (
        <TreeItem
          key={row.snapshot.name}
          row={row}
          hasChildren={(rows[index + 1]?.level ?? 0) > row.level}
          selected={index === at}
          glows={glowing.has(`${uuid}/${row.snapshot.name}`)}
          isNew={!first.has(row.snapshot.name)}
          onSelect={onSelect}
          onKeyDown={onKeyDown}
        />
      ))}
    </ul>
  )
}

interface TreeItemProps {
  row: TreeRow
  hasChildren: boolean
  selected: boolean
  glows: boolean
  isNew: boolean
  onSelect: (name: string) => void
  onKeyDown: (event: KeyboardEvent) => void
}

function TreeItem({ row, hasChildren, selected, glows, isNew, onSelect, onKeyDown }: TreeItemProps) {
  const t = useTranslations('snapshots')
  const format = useFormatter()
  const { snapshot, level, position, siblings } = row
  const facts = `${t(`kind.${kindOf(snapshot)}`)} · ${format.dateTime(snapshot.createdAt, {
    dateStyle: 'short',
    timeStyle: 'short',
    timeZone: browserTimeZone(),
  })}`
  return (
    <li
      role="treeitem"
      aria-level={level}
      aria-posinset={position}
      aria-setsize={siblings}
      aria-selected={selected}
      aria-current={snapshot.isCurrent || undefined}
      tabIndex={selected ? 0 : -1}
      data-testid={`snapshot-${snapshot.name}`}
      onClick={() => onSelect(snapshot.name)}
      onFocus={() => onSelect(snapshot.name)}
      onKeyDown={onKeyDown}
      className={classNames(
        'flex cursor-pointer items-stretch pr-2 pl-3 outline-offset-[-2px]',
        'transition-[opacity,translate] duration-500',
        isNew && 'starting:-translate-x-4 starting:opacity-0',
        selected ? 'bg-accent-soft' : 'hover:bg-hover',
        glows && 'glow-once',
      )}
    >
      <Lines row={row} />
      <span className="relative flex min-w-0 flex-1 flex-col py-1.5">
        {hasChildren && (
          <span aria-hidden className="absolute top-7 bottom-0 left-[6.5px] border-l border-line-strong" />
        )}
        <span className="flex min-w-0 items-center gap-1.5">
          <Camera
            size={14}
            className={classNames('shrink-0', snapshot.isCurrent ? 'text-accent' : 'text-muted')}
            aria-hidden
          />
          <span className="truncate text-sm font-medium" title={snapshot.name}>
            {snapshot.name}
          </span>
          {snapshot.isCurrent && (
            <Badge tone="accent" icon={<MapPin size={12} aria-hidden />}>
              {t('current')}
            </Badge>
          )}
        </span>
        <span className="truncate pl-5 text-xs text-muted" title={facts}>
          {facts}
        </span>
      </span>
    </li>
  )
}

const step = 18

/** The branch that it hangs on: lines that pass by to later siblings of those above it, and its own elbow. */
function Lines({ row: { level, lines, position, siblings } }: { row: TreeRow }) {
  if (level === 1) return null
  const isLast = position === siblings
  return (
    // The row's text says how high it is, not the drawing.
    <span aria-hidden className="relative shrink-0" style={{ width: step * (level - 1) }}>
      <svg aria-hidden className="absolute inset-0 size-full text-line-strong">
        {lines.slice(1).map((goesOn, depth) => {
          const x = step * depth + 7
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
          return goesOn && <line key={depth} x1={x} x2={x} y1="0" y2="100%" stroke="currentColor" />
        })}
        <line x1={elbow(level)} x2={elbow(level)} y1="0" y2={isLast ? rowMiddle : '100%'} stroke="currentColor" />
        <line x1={elbow(level)} x2="100%" y1={rowMiddle} y2={rowMiddle} stroke="currentColor" />
      </svg>
    </span>
  )
}

const rowMiddle = '1.05rem'
const elbow = (level: number) => step * (level - 2) + 7

function nextRow(key: string, rows: readonly TreeRow[], at: number): TreeRow | undefined {
  const { level = 0, snapshot } = rows[at] ?? {}
  switch (key) {
    case 'ArrowDown':
      return rows[at + 1]
    case 'ArrowUp':
      return rows[at - 1]
    case 'Home':
      return rows[0]
    case 'End':
      return rows.at(-1)
    case 'ArrowRight':
      return rows[at + 1]?.level === level + 1 ? rows[at + 1] : undefined
    case 'ArrowLeft':
      return rows.find((row) => row.snapshot.name === snapshot?.parent)
    default:
      return undefined
  }
}
