'use client'

import { PlugZap, Plus, Upload } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type DragEvent, type ReactNode, useRef, useState } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { EmptyState } from '#app/_ui/empty-state.tsx'
import { Spinner } from '#app/_ui/spinner.tsx'
import type { LiveState, VolumeView } from '#lib/gateway/protocol.ts'
import { volumeFormats } from '#lib/virt/commands/pool-form.ts'
import type { StoragePool } from '#lib/virt/types.ts'
import { useLabId, useLive } from '../live-state/live-state.tsx'
import { NewPoolDialog } from './new-pool-dialog.tsx'
import { NewVolumeDialog } from './new-volume-dialog.tsx'
import { PoolList } from './pool-list.tsx'
import { PoolPanel } from './pool-panel.tsx'
import { RemovePoolDialog } from './remove-pool-dialog.tsx'
import { ResizeVolumeDialog } from './resize-volume-dialog.tsx'
import { UploadDialog } from './upload-dialog.tsx'
import { type StorageState, useStorage } from './use-storage.ts'
import { CloneVolumeDialog, DeleteVolumeDialog, RenameVolumeDialog } from './volume-dialogs.tsx'
import { VolumeInfoDialog } from './volume-info-dialog.tsx'
import { menuId, type VolumeAction } from './volume-row.tsx'
import { VolumeTable } from './volume-table.tsx'

export interface StorageProps {
  /** A pool's name: a lesson may open it there, once there is such a one. */
  focus?: string
}

type Opened =
  | { kind: 'new-pool' | 'remove-pool' | 'new-volume' }
  | { kind: 'upload'; file: File | null }
  | { kind: Exclude<VolumeAction, 'download'>; volume: VolumeView }

const selectLab = (state: LiveState) => state.lab.lab

/** Pools and their volumes, as the storage tab of virt-manager's connection details. */
export function Storage({ focus }: StorageProps) {
  const t = useTranslations('storage')
  const storage = useStorage()
  const lab = useLive(selectLab)
  if (lab && lab.phase !== 'running') {
    return (
      <Frame>
        <EmptyState icon={<PlugZap size={28} />} title={t('notRunning')} />
      </Frame>
    )
  }
  if (!storage) {
    return (
      <Frame>
        <p className="flex items-center gap-2 p-4 text-sm text-muted">
          <Spinner />
          {t('connecting')}
        </p>
      </Frame>
    )
  }
  return <LoadedStorage storage={storage} focus={focus} />
}

function LoadedStorage({ storage, focus }: StorageProps & { storage: StorageState }) {
  const t = useTranslations('storage')
  const [chosen, setChosen] = useState(focus ?? 'default')
  const [opened, setOpened] = useState<Opened | null>(null)
  const opener = useRef<HTMLElement | null>(null)
  const pool = storage.pools.find(({ name }) => name === chosen) ?? storage.pools[0] ?? null

  const open = (what: Opened) => {
    // A menu's own focus comes back to its button; that is where the dialog's shall come back to.
    const button = 'volume' in what ? document.getElementById(menuId(what.volume)) : document.activeElement
    opener.current = button instanceof HTMLElement ? button : null
    setOpened(what)
  }
  const close = () => {
    setOpened(null)
    setTimeout(() => opener.current?.focus())
  }
  return (
    <Frame>
      <div className="@container">
        <div className="grid @2xl:grid-cols-[14rem_minmax(0,1fr)]">
          <div className="border-b border-line @2xl:border-r @2xl:border-b-0">
            <div className="flex h-10 items-center gap-2 border-b border-line px-2.5">
              <h3 className="flex-1 text-xs font-medium text-muted">{t('pools')}</h3>
              <Button kind="quiet" icon={<Plus size={15} />} onClick={() => open({ kind: 'new-pool' })}>
                {t('addPool')}
              </Button>
            </div>
            {pool ? (
              <PoolList pools={storage.pools} selected={pool.name} onSelect={setChosen} />
            ) : (
              <EmptyState title={t('noPools')}>{t('noPoolsHow')}</EmptyState>
            )}
          </div>
          {pool && <PoolContents key={pool.uuid} pool={pool} storage={storage} open={open} />}
        </div>
      </div>
      {opened && <Opened opened={opened} pool={pool} storage={storage} close={close} onMade={setChosen} />}
    </Frame>
  )
}

interface PoolContentsProps {
  pool: StoragePool
  storage: StorageState
  open: (what: Opened) => void
}

function PoolContents({ pool, storage, open }: PoolContentsProps) {
  const t = useTranslations('storage')
  const labId = useLabId()
  const [dragging, setDragging] = useState(false)
  const takes = pool.state === 'running' && volumeFormats(pool.type).length > 0
  const act = (action: VolumeAction, volume: VolumeView) => {
    if (action !== 'download') return open({ kind: action, volume })
    const query = new URLSearchParams({ labId, pool: volume.pool, volume: volume.name })
    window.location.assign(`/api/volumes?${query}`)
  }
  const over = (event: DragEvent) => {
    if (!takes || !event.dataTransfer.types.includes('Files')) return
    event.preventDefault()
    setDragging(true)
  }
  const drop = (event: DragEvent) => {
    setDragging(false)
    const [file] = event.dataTransfer.files
    if (!takes || !file) return
    event.preventDefault()
    open({ kind: 'upload', file })
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut; the Upload button does the same
    <div
      className="relative min-w-0"
      onDragOver={over}
      onDragLeave={(event) => event.currentTarget.contains(event.relatedTarget as Node | null) || setDragging(false)}
      onDrop={drop}
    >
      <PoolPanel pool={pool} onRemove={() => open({ kind: 'remove-pool' })} />
      <VolumeTable
        pool={pool}
        storage={storage}
        onAction={act}
        toolbar={
          takes ? (
            <>
              <Button icon={<Upload size={15} />} onClick={() => open({ kind: 'upload', file: null })}>
                {t('upload')}
              </Button>
              <Button icon={<Plus size={15} />} onClick={() => open({ kind: 'new-volume' })}>
                {t('createVolume')}
              </Button>
            </>
          ) : (
            pool.state === 'running' && <span className="text-xs text-muted">{t('newVolume.iscsi')}</span>
          )
        }
      />
      {dragging && (
        <div className="pointer-events-none absolute inset-1 flex items-center justify-center rounded-md border-2 border-dashed border-accent bg-accent-soft text-sm font-medium text-accent">
          {t('dropHere', { pool: pool.name })}
        </div>
      )}
    </div>
  )
}

interface OpenedProps {
  opened: Opened
  pool: StoragePool | null
  storage: StorageState
  close: () => void
  onMade: (pool: string) => void
}

function Opened({ opened, pool, storage, close, onMade }: OpenedProps): ReactNode {
  if (opened.kind === 'new-pool') {
    const made = (name: string) => {
      onMade(name)
      close()
    }
    return <NewPoolDialog pools={storage.pools} onClose={close} onMade={made} />
  }
  if (!pool) return null
  const common = { pool, storage, onClose: close }
  if (opened.kind === 'remove-pool') return <RemovePoolDialog {...common} />
  if (opened.kind === 'new-volume') return <NewVolumeDialog {...common} />
  if (opened.kind === 'upload') return <UploadDialog {...common} dropped={opened.file} />
  if (!('volume' in opened)) return null
  // As it is now; the last that was known of it once it is gone.
  const volume = storage.volumesOf(opened.volume.pool).find(({ name }) => name === opened.volume.name) ?? opened.volume
  switch (opened.kind) {
    case 'info':
      return <VolumeInfoDialog {...common} volume={volume} />
    case 'clone':
      return <CloneVolumeDialog {...common} volume={volume} />
    case 'link':
      return <NewVolumeDialog {...common} base={volume} />
    case 'resize':
      return <ResizeVolumeDialog {...common} volume={volume} />
    case 'rename':
      return <RenameVolumeDialog {...common} volume={volume} />
    case 'delete':
      return <DeleteVolumeDialog {...common} volume={volume} />
  }
}

function Frame({ children }: { children: ReactNode }) {
  const t = useTranslations('storage')
  return (
    <section
      aria-label={t('title')}
      data-testid="storage"
      className="overflow-hidden rounded-md border border-line bg-surface"
    >
      {children}
    </section>
  )
}
