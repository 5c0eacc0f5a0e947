'use client'

import { useTranslations } from 'next-intl'
import { classNames } from '#app/_ui/class-names.ts'
import { useGlowing } from '../live-state/live-state.tsx'
import { NetworkState } from './network-state.tsx'
import { useModeName } from './use-mode-name.ts'
import type { NetworkView } from './use-networks.ts'

export interface NetworkListProps {
  networks: NetworkView[]
  selected: string
  onSelect: (name: string) => void
}

export function NetworkList({ networks, selected, onSelect }: NetworkListProps) {
  const t = useTranslations('networks')
  const glowing = useGlowing()
  return (
    <ul aria-label={t('title')}>
      {networks.map((network) => (
        <NetworkItem
          key={network.uuid}
          network={network}
          selected={network.name === selected}
          glowing={glowing.has(network.uuid)}
          onSelect={() => onSelect(network.name)}
        />
      ))}
    </ul>
  )
}

interface NetworkItemProps {
  network: NetworkView
  selected: boolean
  glowing: boolean
  onSelect: () => void
}

function NetworkItem({ network, selected, glowing, onSelect }: NetworkItemProps) {
  const t = useTranslations('networks')
  const modeName = useModeName()
  const { name, active, autostart, facts } = network
  return (
    <li
      className={classNames('border-b border-line last:border-0', glowing && 'glow-once')}
      data-glows={glowing || undefined}
    >
      <button
        type="button"
        data-testid={`network-${name}`}
        aria-current={selected ? 'true' : undefined}
        onClick={onSelect}
        className={classNames(
          'flex w-full flex-col gap-0.5 px-2.5 py-1.5 text-left hover:bg-hover',
          selected && 'bg-accent-soft',
        )}
      >
        <span className="flex w-full items-center gap-2">
          <span className="min-w-0 flex-1 truncate text-sm font-medium">{name}</span>
          <NetworkState active={active} />
        </span>
        <span className="flex w-full gap-2 text-xs text-muted">
          <span>{modeName(facts.mode)}</span>
          <span className="min-w-0 flex-1 truncate font-mono">{facts.ips[0]?.subnet ?? facts.bridge ?? '–'}</span>
          {autostart && <span>{t('autostartShort')}</span>}
        </span>
      </button>
    </li>
  )
}
