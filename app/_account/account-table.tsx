'use client'

import { Ban, CircleCheck, EllipsisVertical, KeyRound, Trash2, UserCog } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Badge } from '#app/_ui/badge.tsx'
import { IconButton } from '#app/_ui/icon-button.tsx'
import { Menu, MenuItem, MenuSeparator } from '#app/_ui/menu.tsx'
import type { AccountRow } from '#lib/accounts/list-accounts.ts'
import { type AccountAct, AccountDialog } from './account-dialog.tsx'

/** `seen`: when it was last used, in words. */
export type AccountTableRow = AccountRow & { seen: string | null }

/** Everybody's accounts, and what an administrator does with each. */
export function AccountTable({ rows, ownId }: { rows: AccountTableRow[]; ownId: string }) {
  const t = useTranslations('accounts')
  const [act, setAct] = useState<{ kind: AccountAct; row: AccountTableRow } | null>(null)
  return (
    <>
      <div className="overflow-x-auto rounded-lg border border-line bg-surface">
        <table className="w-full border-separate border-spacing-0 text-sm">
          <thead className="text-left text-xs text-muted">
            <tr className="h-8">
              {(['name', 'username', 'role', 'classes', 'lastSeen', 'state'] as const).map((column) => (
                <th key={column} className="px-3 font-medium whitespace-nowrap">
                  {t(column)}
                </th>
              ))}
              <td />
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={row.id} row={row} own={row.id === ownId} onAct={(kind) => setAct({ kind, row })} />
            ))}
          </tbody>
        </table>
      </div>
      {act && <AccountDialog key={`${act.kind} ${act.row.id}`} {...act} onClose={() => setAct(null)} />}
    </>
  )
}

function Row({ row, own, onAct }: { row: AccountTableRow; own: boolean; onAct: (act: AccountAct) => void }) {
  const t = useTranslations('accounts')
  const roles = useTranslations('account.roles')
  const { name, username, role, classes, seen, disabled } = row
  const of = classes.map((one) =>
    one.role === 'student' ? one.name : t('inClass', { name: one.name, role: roles(one.role) }),
  )
  return (
    <tr className="h-9 [&>td]:border-t [&>td]:border-line">
      <td className="max-w-52 truncate px-3" title={name}>
        {name} {own && <span className="text-xs text-muted">({t('you')})</span>}
      </td>
      <td className="max-w-44 truncate px-3 text-muted">{username}</td>
      <td className="px-3 whitespace-nowrap">{roles(role)}</td>
      <td className="max-w-64 truncate px-3 text-muted" title={of.join('\n')}>
        {of.join(' · ')}
      </td>
      <td className="px-3 whitespace-nowrap text-muted">{seen ?? t('never')}</td>
      <td className="px-3">
        {disabled ? (
          <Badge tone="bad" icon={<Ban size={12} />}>
            {t('disabled')}
          </Badge>
        ) : (
          <span className="text-muted">{t('active')}</span>
        )}
      </td>
      <td className="w-9 pr-1.5 text-right">
        <Menu trigger={<IconButton label={t('actions', { name })} icon={<EllipsisVertical size={16} />} />}>
          <MenuItem icon={<KeyRound size={15} />} onSelect={() => onAct('reset')}>
            {t('reset.action')}
          </MenuItem>
          <MenuItem icon={<UserCog size={15} />} onSelect={() => onAct('change')}>
            {t('change.action')}
          </MenuItem>
          {disabled ? (
            <MenuItem icon={<CircleCheck size={15} />} onSelect={() => onAct('enable')}>
              {t('enable.action')}
            </MenuItem>
          ) : (
            <MenuItem icon={<Ban size={15} />} onSelect={() => onAct('disable')}>
              {t('disable.action')}
            </MenuItem>
          )}
          <MenuSeparator />
          <MenuItem danger icon={<Trash2 size={15} />} onSelect={() => onAct('delete')}>
            {t('delete.action')}
          </MenuItem>
        </Menu>
      </td>
    </tr>
  )
}
