'use client'

import { Cable, Power } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { LabSocketState } from '#app/_socket/lab-socket.ts'
import { Button } from '#app/_ui/button.tsx'
import { Callout } from '#app/_ui/callout.tsx'
import { EmptyState } from '#app/_ui/empty-state.tsx'
import type { TerminalStatus } from '#lib/gateway/protocol.ts'
import type { Domain } from '#lib/virt/types.ts'
import { DomainPicker } from '../screen/domain-picker.tsx'
import { SocketBanner } from '../terminal/socket-banner.tsx'
import { XtermView } from '../terminal/xterm-view.tsx'

export interface SerialPaneProps {
  labId: string
  domains: Domain[]
  selected: string | null
  onSelect: (uuid: string) => void
  onStart?: (uuid: string) => void
}

/** A domain's serial console, as `virsh console` shows it. */
export function SerialPane({ labId, domains, selected, onSelect, onStart }: SerialPaneProps) {
  const t = useTranslations('console')
  const domain = domains.find(({ uuid }) => uuid === selected) ?? domains[0]
  if (!domain) {
    return (
      <EmptyState icon={<Cable size={32} />} title={t('noVm')} className="h-full">
        {t('noVmWhy')}
      </EmptyState>
    )
  }
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex h-9 shrink-0 items-center gap-2 border-b border-line bg-surface px-2">
        <DomainPicker domains={domains} selected={domain.uuid} onSelect={onSelect} />
        <span className="ml-auto hidden truncate text-xs text-muted xl:inline">
          <code>virsh console {domain.name}</code>
        </span>
      </div>
      {domain.id === null ? (
        <EmptyState
          icon={<Power size={32} />}
          title={t('vmOff', { name: domain.name })}
          className="flex-1"
          actions={
            onStart && (
              <Button kind="primary" onClick={() => onStart(domain.uuid)}>
                {t('start')}
              </Button>
            )
          }
        >
          {t('serialOffWhy')}
        </EmptyState>
      ) : domain.hasSerialConsole ? (
        <SerialSession key={`${domain.uuid}-${domain.id}`} labId={labId} domain={domain} />
      ) : (
        <EmptyState icon={<Cable size={32} />} title={t('noSerial', { name: domain.name })} className="flex-1">
          {t('noSerialWhy')}
        </EmptyState>
      )}
    </div>
  )
}

/** One run of a domain: a new one after each start. */
function SerialSession({ labId, domain }: { labId: string; domain: Domain }) {
  const t = useTranslations('console')
  const [socketState, setSocketState] = useState<LabSocketState>({ state: 'connecting' })
  const [status, setStatus] = useState<TerminalStatus | null>(null)
  const [attempt, setAttempt] = useState({ count: 0, force: false })
  const connect = (force: boolean) => {
    setStatus(null)
    setAttempt(({ count }) => ({ count: count + 1, force }))
  }

  if (status?.type === 'busy') {
    return (
      <div className="p-4">
        <Callout
          kind="warning"
          title={t('serialBusy')}
          actions={
            <>
              <Button kind="primary" onClick={() => connect(true)}>
                {t('takeOver')}
              </Button>
              <Button onClick={() => connect(false)}>{t('again')}</Button>
            </>
          }
        >
          {t('serialBusyWhy')}
        </Callout>
      </div>
    )
  }
  if (status?.type === 'closed') {
    return (
      <EmptyState
        icon={<Cable size={32} />}
        title={t('serialEnded')}
        className="flex-1"
        actions={<Button onClick={() => connect(false)}>{t('again')}</Button>}
      >
        {status.error?.detail ?? t(`closed.${status.reason}`)}
      </EmptyState>
    )
  }
  return (
    <>
      <SocketBanner state={socketState} />
      <div className="min-h-0 flex-1">
        <XtermView
          key={attempt.count}
          purpose="serial"
          labId={labId}
          domain={domain.uuid}
          force={attempt.force}
          label={t('serialLabel', { name: domain.name })}
          onSocketState={setSocketState}
          onStatus={setStatus}
        />
      </div>
      <p className="shrink-0 border-t border-line bg-surface px-3 py-1 text-xs text-muted">{t('serialHint')}</p>
    </>
  )
}
