'use client'

import { CircleAlert, CircleCheck, CircleMinus, LogIn, UserPlus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useId, useState } from 'react'
import { Badge } from '#app/_ui/badge.tsx'
import { classNames } from '#app/_ui/class-names.ts'
import { TextInput } from '#app/_ui/text-input.tsx'
import { type PlannedRow, type RosterColumn, rosterColumns, type RosterRow } from '#lib/classes/roster/roster-row.ts'

interface Props {
  planned: PlannedRow
  skipped: boolean
  editable: boolean
  locked: boolean
  onSkip: (skips: boolean) => void
  onEdit: (row: RosterRow) => void
}

const looks = {
  new: { tone: 'good', icon: <UserPlus size={12} aria-hidden /> },
  joins: { tone: 'accent', icon: <LogIn size={12} aria-hidden /> },
  member: { tone: 'neutral', icon: <CircleCheck size={12} aria-hidden /> },
  error: { tone: 'bad', icon: <CircleAlert size={12} aria-hidden /> },
  skipped: { tone: 'neutral', icon: <CircleMinus size={12} aria-hidden /> },
} as const

/** A row as it was read; with a fault its cells can be typed in, and are checked when one leaves them. */
export function RosterPreviewRow({ planned, skipped, editable, locked, onSkip, onEdit }: Props) {
  const t = useTranslations('roster')
  const { row } = planned
  const state = skipped ? 'skipped' : planned.state
  const problem = planned.state === 'error' && !skipped ? planned.problem : null
  const id = useId()
  return (
    <tr
      className={classNames('[&>td]:h-9 [&>td]:border-t [&>td]:border-line [&>td]:align-top', skipped && 'text-muted')}
      data-testid={`roster-row-${row.line}`}
    >
      <td className="px-3 pt-2 text-right text-muted tabular-nums">{row.line}</td>
      <td className="px-3 pt-2 whitespace-nowrap">
        <Badge tone={looks[state].tone} icon={looks[state].icon}>
          {t(`states.${state}`)}
        </Badge>
      </td>
      {rosterColumns.map((column) => (
        <td key={column} className="px-3 py-1">
          {editable && !skipped ? (
            <EditedCell
              label={t('cell', { line: row.line, column: t(`columns.${column}`) })}
              row={row}
              column={column}
              describedBy={problem?.column === column ? id : undefined}
              onEdit={onEdit}
            />
          ) : (
            <span className={classNames('block py-1 break-words', skipped && 'line-through')}>
              {column === 'role' ? <RoleWord planned={planned} /> : row[column]}
            </span>
          )}
          {problem?.column === column && (
            <p id={id} className="mt-0.5 text-xs text-bad">
              {t(`problems.${column}-${problem.problem}`, problem.params)}
            </p>
          )}
          {column === 'name' && <ExistingName planned={planned} />}
        </td>
      ))}
      <td className="px-3 pt-2">
        <input
          type="checkbox"
          className="size-4"
          aria-label={t('skipRow', { line: row.line })}
          checked={skipped}
          disabled={locked}
          onChange={(event) => onSkip(event.target.checked)}
        />
      </td>
    </tr>
  )
}

/** Whose account it is that joins, if the list calls them otherwise: a user name may be somebody else's. */
function ExistingName({ planned }: { planned: PlannedRow }) {
  const t = useTranslations('roster')
  if (planned.state === 'error' || !planned.account || planned.account.name === planned.row.name.trim()) return null
  return <p className="text-xs text-warn">{t('existingName', { name: planned.account.name })}</p>
}

function RoleWord({ planned }: { planned: PlannedRow }) {
  const roles = useTranslations('members.roles')
  if (planned.state === 'error') return planned.row.role
  return roles(planned.state === 'member' ? (planned.account?.role ?? planned.read.role) : planned.read.role)
}

interface EditedCellProps {
  row: RosterRow
  column: RosterColumn
  label: string
  describedBy: string | undefined
  onEdit: (row: RosterRow) => void
}

function EditedCell({ row, column, label, describedBy, onEdit }: EditedCellProps) {
  const [value, setValue] = useState(row[column])
  const leave = () => value !== row[column] && onEdit({ ...row, [column]: value })
  return (
    <TextInput
      value={value}
      onValueChange={setValue}
      onBlur={leave}
      onKeyDown={(event) => event.key === 'Enter' && leave()}
      aria-label={label}
      aria-invalid={describedBy ? true : undefined}
      aria-describedby={describedBy}
      className="min-w-32"
      autoComplete="off"
    />
  )
}
