'use client'

import { GitCompare, Pencil, RotateCcw, Trash2 } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { formatBytes } from '#app/_ui/format-bytes.ts'
import type { SnapshotView } from '#lib/gateway/protocol.ts'
import { readSnapshotFacts } from '#lib/virt/xml/snapshot-facts.ts'
import { browserTimeZone } from '../live-state/browser-time-zone.ts'
import { useValueGlow } from '../live-state/live-state.tsx'
import { XmlView } from '../xml/xml-view.tsx'
import { kindOf } from './snapshot-kind.ts'

export type SnapshotAction = 'revert' | 'describe' | 'delete' | 'compare'

interface SnapshotPanelProps {
  uuid: string
  snapshot: SnapshotView
  /** Bytes; undefined where nobody can say. */
  size: number | undefined
  onAction: (action: SnapshotAction) => void
}

const knownStates = ['running', 'paused', 'shutoff', 'disk-snapshot', 'crashed', 'pmsuspended', 'blocked'] as const

/** All that is known of one snapshot, and what can be done with it. */
export function SnapshotPanel({ uuid, snapshot, size, onAction }: SnapshotPanelProps) {
  const t = useTranslations('snapshots')
  const format = useFormatter()
  const glows = useValueGlow(`${uuid}/${snapshot.name}`, snapshot.description)
  const [shown, setShown] = useState(false)
  const { disks, memoryFile } = readSnapshotFacts(snapshot.xml)
  const state = knownStates.find((one) => one === snapshot.state)
  return (
    <section aria-label={snapshot.name} data-testid="snapshot-panel" className="min-w-0 space-y-3 p-3">
      <h3 className="text-sm font-semibold break-words">{snapshot.name}</h3>
      <div className="flex flex-wrap items-center gap-2">
        <Button icon={<RotateCcw size={15} />} onClick={() => onAction('revert')}>
          {t('action.revert')}
        </Button>
        <Button icon={<GitCompare size={15} />} onClick={() => onAction('compare')}>
          {t('action.compare')}
        </Button>
        <Button icon={<Pencil size={15} />} onClick={() => onAction('describe')}>
          {t('action.describe')}
        </Button>
        <Button kind="danger" icon={<Trash2 size={15} />} onClick={() => onAction('delete')}>
          {t('action.delete')}
        </Button>
      </div>
      <p className={glows ? 'glow-once text-sm whitespace-pre-wrap' : 'text-sm whitespace-pre-wrap'}>
        {snapshot.description || <span className="text-muted">{t('noDescription')}</span>}
      </p>
      <dl className="grid grid-cols-[7rem_minmax(0,1fr)] gap-x-3 gap-y-1 text-sm">
        <Fact label={t('fact.kind')}>{t(`kind.${kindOf(snapshot)}`)}</Fact>
        <Fact label={t('fact.state')}>{state ? t(`state.${state}`) : snapshot.state}</Fact>
        <Fact label={t('fact.time')}>
          {format.dateTime(snapshot.createdAt, {
            dateStyle: 'medium',
            timeStyle: 'medium',
            timeZone: browserTimeZone(),
          })}
        </Fact>
        <Fact label={t('fact.parent')}>{snapshot.parent ?? '–'}</Fact>
        {size !== undefined && (
          <Fact label={t('fact.size')}>
            {formatBytes(size)}
            {snapshot.location === 'internal' && <span className="block text-xs text-muted">{t('sizeInternal')}</span>}
          </Fact>
        )}
        <Fact label={t('fact.disks')}>
          {disks.map(({ target, kept, overlay }) => (
            <span key={target} className="block break-all">
              <code>{target}</code> {t(`kept.${kept}`)}
              {overlay && (
                <>
                  {' → '}
                  <code>{overlay}</code>
                </>
              )}
            </span>
          ))}
        </Fact>
        {memoryFile && (
          <Fact label={t('fact.memoryFile')}>
            <code className="break-all">{memoryFile}</code>
          </Fact>
        )}
      </dl>
      <div className="space-y-2">
        <Button kind="quiet" className="-ml-3" aria-expanded={shown} onClick={() => setShown(!shown)}>
          {t(shown ? 'hideXml' : 'showXml')}
        </Button>
        {shown && <XmlView xml={snapshot.xml} />}
      </div>
    </section>
  )
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{label}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  )
}
