'use client'

import { Plus, PlugZap } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useRef, useState } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { EmptyState } from '#app/_ui/empty-state.tsx'
import { Spinner } from '#app/_ui/spinner.tsx'
import type { LiveState } from '#lib/gateway/protocol.ts'
import { useLive } from '../live-state/live-state.tsx'
import { Diagnose } from './diagnose.tsx'
import { NetworkList } from './network-list.tsx'
import { NetworkPanel } from './network-panel.tsx'
import { NewNetworkDialog } from './new-network-dialog.tsx'
import { Topology } from './topology.tsx'
import { type NetworkView, useHostNetworking, useNetworks } from './use-networks.ts'

export interface NetworksProps {
  /**
   * For a lesson that is about a part: `create`, `topology` and `diagnose` show that part alone; any other word is a
   * network's name, opened once there is such a one.
   */
  focus?: string
}

const selectLab = (state: LiveState) => state.lab.lab

/** The host's virtual networks, as the tab of virt-manager's connection details, with a picture and a diagnosis. */
export function Networks({ focus }: NetworksProps) {
  const t = useTranslations('networks')
  const networks = useNetworks()
  const lab = useLive(selectLab)
  if (lab && lab.phase !== 'running') {
    return (
      <Frame>
        <EmptyState icon={<PlugZap size={28} />} title={t('notRunning')} />
      </Frame>
    )
  }
  if (!networks) {
    return (
      <Frame>
        <p className="flex items-center gap-2 p-4 text-sm text-muted">
          <Spinner />
          {t('connecting')}
        </p>
      </Frame>
    )
  }
  return <LoadedNetworks networks={networks} focus={focus} />
}

function LoadedNetworks({ networks, focus }: NetworksProps & { networks: NetworkView[] }) {
  const t = useTranslations('networks')
  const { host, refresh } = useHostNetworking(networks)
  const [chosen, setChosen] = useState(focus ?? 'default')
  const [creating, setCreating] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  const network = networks.find(({ name }) => name === chosen) ?? networks[0] ?? null
  const parts = focus === 'topology' || focus === 'diagnose' ? [focus] : ['topology', 'list', 'diagnose']
  const close = () => {
    setCreating(false)
    setTimeout(() => opener.current?.focus())
  }
  const create = (
    <Button ref={opener} kind="quiet" icon={<Plus size={15} />} onClick={() => setCreating(true)}>
      {t('add')}
    </Button>
  )
  const dialog = creating && (
    <NewNetworkDialog networks={networks} host={host} onClose={close} onMade={(name) => (setChosen(name), close())} />
  )
  if (focus === 'create') {
    return (
      <Frame>
        <div className="p-3">{create}</div>
        {dialog}
      </Frame>
    )
  }
  return (
    <Frame>
      {parts.includes('topology') && (
        <Topology networks={networks} host={host} selected={network?.name ?? null} onSelect={setChosen} />
      )}
      {parts.includes('list') && (
        <div className="@container">
          <div className="grid @2xl:grid-cols-[17rem_minmax(0,1fr)]">
            <div className="border-b border-line @2xl:border-r @2xl:border-b-0">
              <div className="flex h-10 items-center gap-2 border-b border-line px-2.5">
                <h3 className="min-w-0 flex-1 truncate text-xs font-medium text-muted">{t('title')}</h3>
                {create}
              </div>
              {network ? (
                <NetworkList networks={networks} selected={network.name} onSelect={setChosen} />
              ) : (
                <EmptyState title={t('none')}>{t('noneHow')}</EmptyState>
              )}
            </div>
            {network && (
              <NetworkPanel key={network.uuid} network={network} networks={networks} host={host} refresh={refresh} />
            )}
          </div>
        </div>
      )}
      {parts.includes('diagnose') && <Diagnose networks={networks} />}
      {dialog}
    </Frame>
  )
}

function Frame({ children }: { children: ReactNode }) {
  const t = useTranslations('networks')
  return (
    <section
      aria-label={t('title')}
      data-testid="networks"
      className="overflow-hidden rounded-md border border-line bg-surface"
    >
      {children}
    </section>
  )
}
