'use client'

import { useTranslations } from 'next-intl'
import { Checkbox } from '#app/_ui/checkbox.tsx'
import { Field } from '#app/_ui/field.tsx'
import { formatBytes } from '#app/_ui/format-bytes.ts'
import { NumberInput } from '#app/_ui/number-input.tsx'
import { Select } from '#app/_ui/select.tsx'
import { TextInput } from '#app/_ui/text-input.tsx'
import { toBytes } from '#lib/virt/commands/volume-form.ts'
import { freeVolumeName, type StorageDraft } from './storage-draft.ts'
import type { Surroundings } from './use-device-choices.ts'

export interface NewVolumeFieldsProps {
  draft: StorageDraft
  onChange: (change: Partial<StorageDraft>) => void
  around: Surroundings
  error: (field: string) => string | undefined
}

/** A volume that is made for the disk. */
export function NewVolumeFields({ draft, onChange, around, error }: NewVolumeFieldsProps) {
  const t = useTranslations('devices.disk')
  const { domain, pools, volumes } = around
  const namesIn = (pool: string) => volumes.filter((volume) => volume.pool === pool).map(({ name }) => name)
  const pool = pools.find(({ name }) => name === draft.pool)
  const free = pool?.availableBytes ?? 0
  const promised = !draft.allocateNow && toBytes(draft.sizeGiB ?? 0, 'GiB') > free
  return (
    <>
      <Field label={t('pool')} layout="beside" error={error('pool')}>
        <Select
          value={draft.pool}
          onValueChange={(next) =>
            onChange({ pool: next, volume: freeVolumeName(domain.name, draft.format, namesIn(next)) })
          }
          options={pools.map(({ name, state, availableBytes }) => ({
            value: name,
            label: name,
            note: state === 'running' ? t('free', { size: formatBytes(availableBytes) }) : t('poolInactive'),
          }))}
        />
      </Field>
      <Field label={t('volume')} layout="beside" error={error('volume')}>
        <TextInput mono value={draft.volume} onValueChange={(volume) => onChange({ volume })} />
      </Field>
      <Field
        label={t('size')}
        layout="beside"
        error={error('capacityBytes')}
        warning={promised ? t('sizePromised', { size: formatBytes(free) }) : undefined}
      >
        <NumberInput value={draft.sizeGiB} min={1} unit="GiB" onValueChange={(sizeGiB) => onChange({ sizeGiB })} />
      </Field>
      <Field label={t('format')} layout="beside" error={error('format') ?? error('allocation')}>
        <Select
          value={draft.format}
          onValueChange={(next) => {
            const format = next as StorageDraft['format']
            onChange({ format, volume: freeVolumeName(domain.name, format, namesIn(draft.pool)) })
          }}
          options={(['qcow2', 'raw'] as const).map((format) => ({
            value: format,
            label: format,
            note: t(`formatNote.${format}`),
          }))}
        />
        <Checkbox
          checked={draft.allocateNow}
          onCheckedChange={(allocateNow) => onChange({ allocateNow })}
          label={t('allocateNow')}
        />
      </Field>
    </>
  )
}
