'use client'

import { Play, Square, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { Callout } from '#app/_ui/callout.tsx'
import { IconButton } from '#app/_ui/icon-button.tsx'
import { Tabs } from '#app/_ui/tabs.tsx'
import type { HostNetworking } from '#lib/labs/networks/host-networking.ts'
import { commandText } from '#lib/virt/commands/command.ts'
import { networkStartCommand, networkStopCommand } from '#lib/virt/commands/network-commands.ts'
import { useValueGlow } from '../live-state/live-state.tsx'
import { OperationFeedback } from '../operation/operation-feedback.tsx'
import { useOperation } from '../operation/use-operation.ts'
import { DeleteNetworkDialog } from './delete-network-dialog.tsx'
import { DhcpTab } from './dhcp-tab.tsx'
import { DnsTab } from './dns-tab.tsx'
import { ForwardsTab } from './forwards-tab.tsx'
import { NetworkState } from './network-state.tsx'
import { OverviewTab } from './overview-tab.tsx'
import { StopNetworkDialog } from './stop-network-dialog.tsx'
import { type NetworkView, plugOf } from './use-networks.ts'
import { XmlTab } from './xml-tab.tsx'

export interface NetworkPanelProps {
  network: NetworkView
  networks: NetworkView[]
  host: HostNetworking | null
  /** Reads the host anew. */
  refresh: () => Promise<void>
}

/** One network: how it is, what can be done with it, and its details in tabs. */
export function NetworkPanel(props: NetworkPanelProps) {
  const { network } = props
  const t = useTranslations('networks')
  const start = useOperation('network-start')
  const [tab, setTab] = useState('overview')
  const [asking, setAsking] = useState<'stop' | 'delete' | null>(null)
  const opener = useRef<HTMLElement | null>(null)
  const glows = useValueGlow(network.uuid, String(network.active))
  const { name, active, persistent } = network
  const plug = plugOf(network)
  const ask = (what: 'stop' | 'delete') => {
    opener.current = document.activeElement as HTMLElement | null
    setAsking(what)
  }
  const close = () => {
    setAsking(null)
    setTimeout(() => opener.current?.focus())
  }
  const label = (key: 'start' | 'stop', command: string) => `${t(`panel.${key}`)} · ${command}`
  const waits = active && network.inactiveXml !== null && differs(network)
  const items = ['overview', 'dhcp', 'dns', 'forwards', 'xml'] as const
  const content = {
    overview: <OverviewTab {...props} />,
    dhcp: <DhcpTab {...props} />,
    dns: <DnsTab {...props} />,
    forwards: <ForwardsTab {...props} />,
    xml: <XmlTab {...props} />,
  }
  return (
    <section aria-label={name} data-testid="network-panel" className="min-w-0">
      <div className="flex min-h-10 flex-wrap items-center gap-2 px-3 py-1">
        <h3 className="min-w-0 truncate text-base font-semibold">{name}</h3>
        <span className={glows ? 'glow-once' : undefined}>
          <NetworkState active={active} />
        </span>
        {!persistent && <span className="text-xs text-warn">{t('panel.transient')}</span>}
        <div className="ml-auto flex" aria-busy={start.busy}>
          {active ? (
            <IconButton
              label={label('stop', commandText(networkStopCommand({ network: name })))}
              icon={<Square size={15} />}
              onClick={() => ask('stop')}
            />
          ) : (
            <IconButton
              label={label('start', commandText(networkStartCommand({ network: name, plug })))}
              icon={<Play size={15} />}
              unavailable={start.busy}
              onClick={() => void start.run({ network: name, plug })}
            />
          )}
          <IconButton
            label={t('panel.delete')}
            icon={<Trash2 size={15} />}
            unavailable={!persistent}
            onClick={() => ask('delete')}
          />
        </div>
      </div>
      <div className="space-y-2 px-3 empty:hidden">
        <OperationFeedback operation={start} />
        {waits && (
          <Callout
            kind="warning"
            title={t('panel.waits')}
            actions={<Button onClick={() => setTab('xml')}>{t('panel.showXml')}</Button>}
          >
            {t('panel.waitsText')}
          </Callout>
        )}
      </div>
      <Tabs
        aria-label={t('panel.details', { name })}
        value={tab}
        onValueChange={setTab}
        items={items.map((value) => ({
          value,
          label: t(`tab.${value}`),
          content: <div className="space-y-3 p-3">{content[value]}</div>,
        }))}
      />
      {asking === 'stop' && <StopNetworkDialog network={network} onClose={close} />}
      {asking === 'delete' && (
        <DeleteNetworkDialog network={network} forwards={props.host?.forwards[name] !== undefined} onClose={close} />
      )}
    </section>
  )
}

/** What runs is not what it will start with; libvirt itself notes bridge, MAC and such in both. */
function differs({ facts, next }: NetworkView): boolean {
  return JSON.stringify(facts) !== JSON.stringify(next)
}
