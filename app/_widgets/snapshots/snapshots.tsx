'use client'

import { Camera, Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useMemo, useRef, useState } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { EmptyState } from '#app/_ui/empty-state.tsx'
import { Spinner } from '#app/_ui/spinner.tsx'
import type { LiveState, SnapshotView } from '#lib/gateway/protocol.ts'
import type { Domain } from '#lib/virt/types.ts'
import { useLabId, useLive } from '../live-state/live-state.tsx'
import { snapshotSizes } from './actions.ts'
import { DeleteDialog, DescribeDialog, RevertDialog } from './change-dialogs.tsx'
import { CompareDialog } from './compare-dialog.tsx'
import { NewSnapshotDialog } from './new-snapshot-dialog.tsx'
import { type SnapshotAction, SnapshotPanel } from './snapshot-panel.tsx'
import { SnapshotTree } from './snapshot-tree.tsx'

export interface SnapshotsProps {
  vm: string
  /** A snapshot's name: a lesson may open it there, once there is such a one. */
  focus?: string
}

const selectDomains = (state: LiveState) => state.domains
const selectSnapshots = (state: LiveState) => state.snapshots

/** A VM's snapshots as the tree that they are, with everything that virt-manager's page for them does. */
export function Snapshots({ vm, focus }: SnapshotsProps) {
  const t = useTranslations('snapshots')
  const domains = useLive(selectDomains)
  const all = useLive(selectSnapshots)
  const domain = domains && Object.values(domains).find(({ name }) => name === vm)
  const snapshots = useMemo(
    () => Object.entries(all ?? {}).flatMap(([id, view]) => (domain && id.startsWith(`${domain.uuid}/`) ? [view] : [])),
    [all, domain],
  )
  if (!domains || !all) {
    return (
      <p className="flex items-center gap-2 p-4 text-sm text-muted">
        <Spinner />
        {t('connecting')}
      </p>
    )
  }
  if (!domain) return <EmptyState icon={<Camera size={28} />} title={t('noVm', { vm })} />
  return <Loaded key={domain.uuid} domain={domain} snapshots={snapshots} focus={focus} />
}

interface LoadedProps {
  domain: Domain
  snapshots: SnapshotView[]
  focus: string | undefined
}

function Loaded({ domain, snapshots, focus }: LoadedProps) {
  const t = useTranslations('snapshots')
  const [chosen, setChosen] = useState<string | null>(focus ?? null)
  const [opened, setOpened] = useState<SnapshotAction | 'new' | null>(null)
  const opener = useRef<HTMLElement | null>(null)
  const sizes = useSizes(domain.name, snapshots)
  const selected =
    snapshots.find(({ name }) => name === chosen) ?? snapshots.find(({ isCurrent }) => isCurrent) ?? snapshots[0]

  const open = (what: SnapshotAction | 'new') => {
    opener.current = document.activeElement instanceof HTMLElement ? document.activeElement : null
    setOpened(what)
  }
  const close = () => {
    setOpened(null)
    setTimeout(() => opener.current?.focus())
  }
  const common = selected && { domain, snapshots, snapshot: selected, onClose: close }
  return (
    <section
      aria-label={t('title', { vm: domain.name })}
      data-testid="snapshots"
      className="@container overflow-hidden rounded-md border border-line bg-surface"
    >
      <div className="flex min-h-10 items-center gap-2 border-b border-line px-3 py-1">
        <h3 className="flex-1 text-xs font-medium text-muted">{t('title', { vm: domain.name })}</h3>
        <Button icon={<Plus size={15} />} onClick={() => open('new')}>
          {t('take')}
        </Button>
      </div>
      {selected ? (
        <div className="grid @2xl:grid-cols-[minmax(14rem,22rem)_minmax(0,1fr)]">
          <div className="border-b border-line @2xl:border-r @2xl:border-b-0">
            <SnapshotTree
              uuid={domain.uuid}
              snapshots={snapshots}
              selected={selected.name}
              onSelect={setChosen}
              onDelete={(name) => {
                setChosen(name)
                open('delete')
              }}
            />
          </div>
          <SnapshotPanel
            key={selected.name}
            uuid={domain.uuid}
            snapshot={selected}
            size={sizes[selected.name]}
            onAction={open}
          />
        </div>
      ) : (
        <EmptyState icon={<Camera size={28} />} title={t('empty')}>
          {t('emptyHow')}
        </EmptyState>
      )}
      {snapshots.length > 0 && <p className="border-t border-line px-3 py-2 text-xs text-muted">{t('undefine')}</p>}
      {opened === 'new' && (
        <NewSnapshotDialog domain={domain} snapshots={snapshots} onClose={close} onMade={setChosen} />
      )}
      {opened === 'revert' && common && <RevertDialog {...common} />}
      {opened === 'delete' && common && <DeleteDialog {...common} />}
      {opened === 'describe' && common && <DescribeDialog {...common} />}
      {opened === 'compare' && common && <CompareDialog {...common} sizes={sizes} />}
    </section>
  )
}

/** Asked again when a snapshot came or went: no XML says it. */
function useSizes(vm: string, snapshots: readonly SnapshotView[]): Record<string, number> {
  const labId = useLabId()
  const [sizes, setSizes] = useState<Record<string, number>>({})
  const names = snapshots.map(({ name }) => name).join('/')
  useEffect(() => {
    if (names === '') return
    let current = true
    snapshotSizes(labId, vm).then(
      (read) => current && setSizes(read),
      () => {},
    )
    return () => {
      current = false
    }
  }, [labId, vm, names])
  return sizes
}
