'use client'

import { Ellipsis } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { formatBytes } from '#app/_ui/format-bytes.ts'
import { Menu, MenuItem, MenuSeparator } from '#app/_ui/menu.tsx'
import type { VolumeView } from '#lib/gateway/protocol.ts'
import { volumeFormats } from '#lib/virt/commands/pool-form.ts'
import type { StoragePool } from '#lib/virt/types.ts'
import type { VolumeUser } from '#lib/virt/xml/volume-users.ts'
import { useValueGlow } from '../live-state/live-state.tsx'
import { useFresh } from './pool-list.tsx'

export const volumeActions = ['info', 'clone', 'link', 'resize', 'rename', 'download', 'delete'] as const
export type VolumeAction = (typeof volumeActions)[number]

export interface VolumeRowProps {
  volume: VolumeView
  pool: StoragePool
  users: VolumeUser[]
  glowing: boolean
  onAction: (action: VolumeAction, volume: VolumeView) => void
}

/** Only where there is room for it; the details have it too. */
export const pathStyle = 'hidden px-2.5 @4xl:table-cell'

/** Its menu's button, which gets the focus back from what the menu opened. */
export function menuId({ pool, name }: VolumeView): string {
  return `volume-menu-${pool}-${name}`
}

export function VolumeRow({ volume, pool, users, glowing, onAction }: VolumeRowProps) {
  const t = useTranslations('storage')
  const id = `${volume.pool}/${volume.name}`
  const changed = useValueGlow(id, `${volume.capacityBytes} ${volume.format} ${volume.backingPath}`)
  const fresh = useFresh(glowing)
  return (
    <tr
      data-testid={`volume-${volume.name}`}
      className={`h-8 border-b border-line last:border-0 ${changed || fresh ? 'glow-once' : ''}`}
    >
      <th scope="row" className="px-2.5 py-1 text-left font-medium">
        <span className="break-all">{volume.name}</span>
        {volume.backingPath && (
          <span className="block text-xs font-normal text-muted">
            {t('linkedTo', { base: volume.backingPath.slice(volume.backingPath.lastIndexOf('/') + 1) })}
          </span>
        )}
      </th>
      <td className="px-2.5 whitespace-nowrap tabular-nums">{formatBytes(volume.capacityBytes)}</td>
      <td className="px-2.5 whitespace-nowrap tabular-nums">{formatBytes(volume.allocationBytes)}</td>
      <td className="px-2.5">{volume.format ?? volume.type}</td>
      <td className="px-2.5 text-xs">
        <Users users={users} />
      </td>
      <td className={pathStyle}>
        <code className="font-mono text-xs break-all">{volume.path}</code>
      </td>
      <td className="px-1.5 text-right">
        <Menu
          trigger={
            <button
              id={menuId(volume)}
              type="button"
              aria-label={t('menu', { name: volume.name })}
              className="inline-flex size-7 items-center justify-center rounded-md text-muted hover:bg-hover"
            >
              <Ellipsis size={15} />
            </button>
          }
        >
          {volumeActions.map((action) => {
            const reason = whyNot(action, pool, users)
            return (
              <div key={action}>
                {action === 'delete' && <MenuSeparator />}
                <MenuItem
                  danger={action === 'delete'}
                  unavailable={reason !== null}
                  hint={reason ? t(`whyNot.${reason}`) : action === 'download' && <code>virsh vol-download</code>}
                  onSelect={() => onAction(action, volume)}
                >
                  {t(`action.${action}`)}
                </MenuItem>
              </div>
            )
          })}
        </Menu>
      </td>
    </tr>
  )
}

export function Users({ users }: { users: VolumeUser[] }) {
  const t = useTranslations('storage.user')
  if (users.length === 0) return <span className="text-muted">{t('none')}</span>
  return users.map((user) => (
    <span key={`${user.kind} ${user.name}`} className="block">
      {user.kind === 'vm' ? t('vm', { name: user.name, target: user.target }) : t('volume', { name: user.name })}
    </span>
  ))
}

function whyNot(action: VolumeAction, pool: StoragePool, users: VolumeUser[]) {
  if (action === 'info' || action === 'download') return null
  const writes = users.some((user) => user.kind === 'vm' && user.running && !user.readonly)
  if (action === 'link') return ['dir', 'fs', 'netfs'].includes(pool.type) ? (writes ? 'runs' : null) : 'block'
  if (volumeFormats(pool.type).length === 0) return 'block'
  if (action === 'resize') return null
  if (action === 'clone') return writes ? 'runs' : null
  if (users.some((user) => user.kind === 'volume')) return 'is-base'
  if (action === 'rename') return users.some((user) => user.kind === 'vm' && user.running) ? 'runs' : null
  return users.length > 0 ? 'in-use' : null
}
