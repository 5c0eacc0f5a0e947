'use client'

import { HardDrive } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { EmptyState } from '#app/_ui/empty-state.tsx'
import type { VolumeView } from '#lib/gateway/protocol.ts'
import type { StoragePool } from '#lib/virt/types.ts'
import { useGlowing } from '../live-state/live-state.tsx'
import type { StorageState } from './use-storage.ts'
import { pathStyle, VolumeRow, type VolumeRowProps } from './volume-row.tsx'

const columns = ['name', 'size', 'allocated', 'format', 'users', 'path', 'actions'] as const

export interface VolumeTableProps extends Pick<VolumeRowProps, 'onAction'> {
  pool: StoragePool
  storage: StorageState
  toolbar: ReactNode
}

export function VolumeTable({ pool, storage, toolbar, onAction }: VolumeTableProps) {
  const t = useTranslations('storage')
  const glowing = useGlowing()
  const volumes: VolumeView[] = storage.volumesOf(pool.name)
  return (
    <section aria-label={t('volumes', { pool: pool.name })}>
      <div className="flex min-h-10 flex-wrap items-center gap-2 px-3 py-1.5">
        <h4 className="flex-1 text-sm font-medium">{t('volumes', { pool: pool.name })}</h4>
        {toolbar}
      </div>
      {volumes.length === 0 ? (
        <EmptyState icon={<HardDrive size={24} />} title={t('noVolumes')}>
          {t(pool.state === 'running' ? 'noVolumesHow' : 'inactiveHow')}
        </EmptyState>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
        <div
          className="scroll-thin overflow-x-auto"
          tabIndex={0}
          role="group"
          aria-label={t('volumes', { pool: pool.name })}
        >
          <table className="w-full text-sm">
            <thead>
              <tr className="h-8 border-y border-line text-left text-xs text-muted">
                {columns.map((column) => (
                  <th
                    key={column}
                    scope="col"
                    className={column === 'path' ? `${pathStyle} font-medium` : 'px-2.5 font-medium whitespace-nowrap'}
                  >
                    {column === 'actions' ? (
                      <span className="sr-only">{t('column.actions')}</span>
                    ) : (
                      t(`column.${column}`)
                    )}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {volumes.map((volume) => (
                <VolumeRow
                  key={volume.name}
                  volume={volume}
                  pool={pool}
                  users={storage.usersOf(volume)}
                  glowing={glowing.has(`${volume.pool}/${volume.name}`)}
                  onAction={onAction}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}
