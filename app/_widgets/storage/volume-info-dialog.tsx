'use client'

import { useTranslations } from 'next-intl'
import { Button } from '#app/_ui/button.tsx'
import { Dialog } from '#app/_ui/dialog.tsx'
import { formatBytes } from '#app/_ui/format-bytes.ts'
import { virsh } from '#lib/virt/commands/command.ts'
import { OperationEcho } from '../operation/operation-echo.tsx'
import type { VolumeDialogProps } from './volume-dialogs.tsx'
import { Users } from './volume-row.tsx'

/** What virsh vol-info and vol-dumpxml print, and who uses it. */
export function VolumeInfoDialog({ volume, storage, onClose }: VolumeDialogProps) {
  const t = useTranslations('storage')
  const { permissions, pool, name } = volume
  const rows = [
    [t('info.pool'), pool],
    [
      t('column.path'),
      <code key="path" className="font-mono text-xs break-all">
        {volume.path}
      </code>,
    ],
    [t('info.type'), volume.type],
    [t('column.format'), volume.format ?? '–'],
    [t('column.size'), `${formatBytes(volume.capacityBytes)} (${volume.capacityBytes} B)`],
    [t('column.allocated'), `${formatBytes(volume.allocationBytes)} (${volume.allocationBytes} B)`],
    [t('info.backing'), volume.backingPath ? `${volume.backingPath} (${volume.backingFormat})` : '–'],
    [t('column.users'), <Users key="users" users={storage.usersOf(volume)} />],
    [t('field.permissions'), permissions ? `${permissions.mode} ${permissions.owner}:${permissions.group}` : '–'],
  ] as const
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={t('info.title', { name })}
      size="medium"
      footer={<Button onClick={onClose}>{t('close')}</Button>}
    >
      <div className="space-y-3">
        <dl className="grid grid-cols-[9.5rem_minmax(0,1fr)] gap-x-3 gap-y-1 text-sm">
          {rows.map(([label, value]) => (
            <div key={label} className="contents">
              <dt className="text-muted">{label}</dt>
              <dd className="break-all">{value}</dd>
            </div>
          ))}
        </dl>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
        <pre
          tabIndex={0}
          aria-label={t('info.xml')}
          className="scroll-thin max-h-64 overflow-auto rounded-md bg-sunken p-2.5 font-mono text-xs leading-5"
        >
          {volume.xml.trimEnd()}
        </pre>
        <OperationEcho
          command={[virsh('vol-info', name, '--pool', pool), virsh('vol-dumpxml', name, '--pool', pool)]}
        />
      </div>
    </Dialog>
  )
}
