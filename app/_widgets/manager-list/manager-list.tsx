'use client'

import { MonitorOff, PlugZap } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useMemo } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { Callout } from '#app/_ui/callout.tsx'
import { EmptyState } from '#app/_ui/empty-state.tsx'
import { Spinner } from '#app/_ui/spinner.tsx'
import type { LiveState } from '#lib/gateway/protocol.ts'
import { useConnection, useLive } from '../live-state/live-state.tsx'
import { NewFromXml } from './new-from-xml.tsx'
import { VmGrid } from './vm-grid.tsx'

export interface ManagerListProps {
  /** Opens the wizard. */
  onNew?: () => void
  /** Where there is no manager around, as in a lesson: the screen and the serial console beside it. */
  onOpenScreen?: (uuid: string) => void
  onOpenSerial?: (uuid: string) => void
  /** Without graphs: what a lesson shows. */
  compact?: boolean
}

const selectDomains = (state: LiveState) => state.domains
const selectHost = (state: LiveState) => state.host
const selectLab = (state: LiveState) => state.lab.lab

/** The VMs of the lab and all that can be done with them, as virt-manager's first window. */
export function ManagerList(props: ManagerListProps) {
  const t = useTranslations('lab.list')
  const own = useTranslations('manager-list')
  const domains = useLive(selectDomains)
  const host = useLive(selectHost)?.host
  const lab = useLive(selectLab)
  const rows = useMemo(() => Object.values(domains ?? {}).toSorted((a, b) => a.name.localeCompare(b.name)), [domains])
  if (!lab)
    return (
      <Frame>
        <Waiting text={t('connecting')} />
      </Frame>
    )
  if (lab.phase !== 'running') {
    return (
      <Frame>
        <EmptyState icon={<PlugZap size={28} />} title={t('notRunning')} />
      </Frame>
    )
  }
  if (!host)
    return (
      <Frame>
        <Waiting text={t('reading')} />
      </Frame>
    )
  return (
    <Frame>
      {rows.length === 0 ? (
        <EmptyState
          icon={<MonitorOff size={28} />}
          title={t('empty')}
          actions={
            props.onNew && (
              <>
                <Button kind="primary" onClick={props.onNew}>
                  {own('new')}
                </Button>
                <NewFromXml />
              </>
            )
          }
        >
          {t('emptyHow')}
        </EmptyState>
      ) : (
        <VmGrid {...props} domains={rows} />
      )}
    </Frame>
  )
}

function Frame({ children }: { children: ReactNode }) {
  const t = useTranslations('lab.list')
  const { connection, retry } = useConnection()
  return (
    <section
      aria-label={t('title')}
      data-testid="vm-list"
      className="overflow-hidden rounded-md border border-line bg-surface"
    >
      {(connection.state === 'waiting' || connection.state === 'refused') && (
        <Callout kind="warning" actions={<Button onClick={retry}>{t('retry')}</Button>}>
          {t('lost')}
        </Callout>
      )}
      {children}
    </section>
  )
}

function Waiting({ text }: { text: string }) {
  return (
    <p className="flex items-center gap-2 p-4 text-sm text-muted">
      <Spinner />
      {text}
    </p>
  )
}
