'use client'

import { HardDrive } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Field } from '#app/_ui/field.tsx'
import { formatBytes } from '#app/_ui/format-bytes.ts'
import { Select } from '#app/_ui/select.tsx'
import { TextInput } from '#app/_ui/text-input.tsx'
import type { VolumeView } from '#lib/gateway/protocol.ts'
import { cloneWays, type CloneDisk, type CloneWay } from '#lib/virt/commands/clone-commands.ts'
import type { CloneSource } from '#lib/virt/xml/clone-facts.ts'
import { BackingChain } from './backing-chain.tsx'
import { chainOf } from './clone-draft.ts'

interface DiskRowProps {
  vm: string
  disk: CloneDisk
  source: CloneSource
  volume: VolumeView | null
  volumes: readonly VolumeView[]
  error: string | null | undefined
  onWay: (way: CloneWay) => void
  onVolume: (name: string) => void
}

/** What becomes of one disk, and where the clone will read from. */
export function DiskRow({ vm, disk, source, volume, volumes, error, onWay, onVolume }: DiskRowProps) {
  const t = useTranslations('clone')
  const { target, way } = disk
  const own = chainOfClone(disk, volume, volumes)
  return (
    <li className="space-y-2 px-3 py-2.5" data-testid={`clone-disk-${target}`}>
      <div className="flex flex-wrap items-baseline gap-x-2 text-sm">
        <HardDrive size={14} className="self-center text-muted" aria-hidden />
        <code className="font-semibold">{target}</code>
        <code className="min-w-0 break-all">{volume?.path ?? source.path ?? source.volume?.name ?? t('empty')}</code>
        {volume && (
          <span className="text-xs text-muted tabular-nums">
            {t('sizes', {
              capacity: formatBytes(volume.capacityBytes),
              allocated: formatBytes(volume.allocationBytes),
              format: volume.format ?? '–',
            })}
          </span>
        )}
      </div>
      {source.alwaysShared || !volume ? (
        <p className="text-xs text-muted">{source.alwaysShared ? t('always', { vm }) : t('notInPool')}</p>
      ) : (
        <>
          <div className="grid gap-2 @xl:grid-cols-2">
            <Select
              aria-label={t('wayOf', { target })}
              value={way}
              onValueChange={(value) => onWay(value as CloneWay)}
              options={cloneWays.map((value) => ({ value, label: t(`way.${value}`, { vm }) }))}
            />
            {disk.volume && way !== 'share' && (
              // Its label takes no line, but would take the gap below one.
              <Field
                className="-mt-1"
                label={<span className="sr-only">{t('newVolume', { target })}</span>}
                error={error}
              >
                <TextInput mono name={`volume-${target}`} value={disk.volume.newName} onValueChange={onVolume} />
              </Field>
            )}
          </div>
          <p className={way === 'full' ? 'text-xs text-muted' : 'text-xs text-warn'}>{t(`${way}Note`, { vm })}</p>
          <BackingChain target={target} chain={own} isNew={way !== 'share'} />
        </>
      )}
    </li>
  )
}

function chainOfClone({ way, volume: made }: CloneDisk, volume: VolumeView | null, volumes: readonly VolumeView[]) {
  if (!volume) return []
  const chain = chainOf(volume, volumes)
  if (way === 'share' || !made) return chain
  return way === 'full' ? [made.newPath] : [made.newPath, ...chain]
}
