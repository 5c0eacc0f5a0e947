'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { classNames } from '#app/_ui/class-names.ts'
import type { StoragePool } from '#lib/virt/types.ts'
import { useGlowing, useValueGlow } from '../live-state/live-state.tsx'
import { PoolState } from './pool-state.tsx'
import { UsageBar } from './usage-bar.tsx'

export interface PoolListProps {
  pools: StoragePool[]
  selected: string | null
  onSelect: (name: string) => void
}

export function PoolList({ pools, selected, onSelect }: PoolListProps) {
  const t = useTranslations('storage')
  const glowing = useGlowing()
  return (
    <ul aria-label={t('pools')}>
      {pools.map((pool) => (
        <PoolItem
          key={pool.uuid}
          pool={pool}
          selected={pool.name === selected}
          glowing={glowing.has(pool.uuid)}
          onSelect={() => onSelect(pool.name)}
        />
      ))}
    </ul>
  )
}

interface PoolItemProps {
  pool: StoragePool
  selected: boolean
  glowing: boolean
  onSelect: () => void
}

function PoolItem({ pool, selected, glowing, onSelect }: PoolItemProps) {
  const changed = useValueGlow(pool.uuid, `${pool.state} ${pool.autostart}`)
  const fresh = useFresh(glowing)
  return (
    <li className={classNames('border-b border-line last:border-0', (changed || fresh) && 'glow-once')}>
      <button
        type="button"
        data-testid={`pool-${pool.name}`}
        aria-current={selected ? 'true' : undefined}
        onClick={onSelect}
        className={classNames(
          'flex w-full flex-col gap-1 px-2.5 py-1.5 text-left hover:bg-hover',
          selected && 'bg-accent-soft',
        )}
      >
        <span className="flex w-full items-center gap-2">
          <span className="min-w-0 flex-1 truncate text-sm font-medium">{pool.name}</span>
          <PoolState state={pool.state} />
        </span>
        <span className="flex w-full items-center gap-2 text-xs text-muted">
          <span className="w-16 truncate">{pool.type}</span>
          {pool.state === 'running' && <UsageBar pool={pool} className="flex-1" />}
        </span>
      </button>
    </li>
  )
}

/** How long after a row came the terminal's glow is still about its coming. */
const freshMs = 1_500

/** Whether a row came with what the terminal just did. */
export function useFresh(glowing: boolean): boolean {
  const [bornAt] = useState(() => Date.now())
  return glowing && Date.now() - bornAt < freshMs
}
