'use client'

import { EllipsisVertical, KeyRound, UserMinus } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { Link } from '#app/_shell/navigation.ts'
import { PhaseBadge } from '#app/_shell/phase-badge.tsx'
import { IconButton } from '#app/_ui/icon-button.tsx'
import { Menu, MenuChoice, MenuItem, MenuLabel, MenuSeparator } from '#app/_ui/menu.tsx'
import { useTimeZone } from '#app/_ui/use-time-zone.ts'
import type { MemberRow, StudentRow } from './student-rows.ts'

export interface MemberTableProps {
  label: string
  rows: (MemberRow | StudentRow)[]
  /** Of students: how many there are to pass. */
  checkpoints?: number
  /** Null for those who only look. */
  acts: {
    onRole: (person: MemberRow, role: string) => void
    onReset: (person: MemberRow) => void
    onRemove: (person: MemberRow) => void
  } | null
  /** Where a student is looked at; left out where there is no such page. */
  href?: (row: MemberRow) => string
  selection?: { selected: ReadonlySet<string>; onChange: (selected: ReadonlySet<string>) => void } | null
}

export function MemberTable({ label, rows, checkpoints, acts, href, selection }: MemberTableProps) {
  const t = useTranslations('members')
  const students = checkpoints !== undefined
  const every = rows.length > 0 && rows.every(({ id }) => selection?.selected.has(id))
  const toggle = (ids: string[], on: boolean) => {
    const others = [...(selection?.selected ?? [])].filter((id) => !ids.includes(id))
    selection?.onChange(new Set(on ? [...others, ...ids] : others))
  }
  return (
    <div className="overflow-x-auto rounded-lg border border-line bg-surface">
      <table className="w-full border-separate border-spacing-0 text-sm" aria-label={label}>
        <thead className="text-left text-xs text-muted">
          <tr className="h-8">
            {selection && (
              <th className="w-9 pl-3">
                <input
                  type="checkbox"
                  className="block size-4"
                  aria-label={t('selectAll')}
                  checked={every}
                  onChange={(event) =>
                    toggle(
                      rows.map(({ id }) => id),
                      event.target.checked,
                    )
                  }
                />
              </th>
            )}
            <th className="px-3 font-medium">{t('name')}</th>
            <th className="px-3 font-medium">{t('username')}</th>
            {students ? (
              <>
                <th className="px-3 font-medium">{t('lab')}</th>
                <th className="px-3 text-right font-medium">{t('passed')}</th>
              </>
            ) : (
              <th className="px-3 font-medium">{t('role')}</th>
            )}
            <th className="px-3 font-medium">{t('joined')}</th>
            {acts && <th aria-label={t('actions')} />}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} className="h-9 [&>td]:border-t [&>td]:border-line">
              {selection && (
                <td className="pl-3">
                  <input
                    type="checkbox"
                    className="block size-4"
                    aria-label={t('select', { name: row.name })}
                    checked={selection.selected.has(row.id)}
                    onChange={(event) => toggle([row.id], event.target.checked)}
                  />
                </td>
              )}
              <td className="px-3">
                {href && 'phase' in row ? (
                  <Link href={href(row)} className="hover:text-accent hover:underline">
                    {row.name}
                  </Link>
                ) : (
                  row.name
                )}
              </td>
              <td className="px-3 text-muted">{row.username}</td>
              {'phase' in row ? (
                <>
                  <td className="px-3">
                    <PhaseBadge phase={row.phase} />
                  </td>
                  <td className="px-3 text-right tabular-nums">
                    {row.passed}/{checkpoints}
                  </td>
                </>
              ) : (
                <td className="px-3">{t(`roles.${row.role}`)}</td>
              )}
              <td className="px-3 whitespace-nowrap text-muted">
                <JoinedAt at={row.joinedAt} />
              </td>
              {acts && (
                <td className="w-9 pr-1.5 text-right">
                  <MemberMenu row={row} acts={acts} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function MemberMenu({ row, acts }: { row: MemberRow; acts: NonNullable<MemberTableProps['acts']> }) {
  const t = useTranslations('members')
  const options = (['student', 'assistant', 'instructor'] as const).map((value) => ({
    value,
    label: t(`roles.${value}`),
  }))
  return (
    <Menu trigger={<IconButton label={t('actionsOf', { name: row.name })} icon={<EllipsisVertical size={16} />} />}>
      <MenuLabel>{t('roleInClass')}</MenuLabel>
      <MenuChoice value={row.role} onValueChange={(role) => acts.onRole(row, role)} options={options} />
      <MenuSeparator />
      {row.role === 'student' && (
        <MenuItem icon={<KeyRound size={15} />} onSelect={() => acts.onReset(row)}>
          {t('reset')}
        </MenuItem>
      )}
      <MenuItem danger icon={<UserMinus size={15} />} onSelect={() => acts.onRemove(row)}>
        {t('removeOne')}
      </MenuItem>
    </Menu>
  )
}

function JoinedAt({ at }: { at: number }) {
  const timeZone = useTimeZone()
  const format = new Intl.DateTimeFormat(useLocale(), { dateStyle: 'medium', timeZone })
  return <>{format.format(at)}</>
}
