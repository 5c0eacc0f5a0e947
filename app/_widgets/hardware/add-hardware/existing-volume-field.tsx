'use client'

import { useTranslations } from 'next-intl'
import { Field } from '#app/_ui/field.tsx'
import { formatBytes } from '#app/_ui/format-bytes.ts'
import { Select } from '#app/_ui/select.tsx'
import { usersOfVolume } from '#lib/virt/xml/volume-users.ts'
import type { StorageDraft } from './storage-draft.ts'
import type { Surroundings } from './use-device-choices.ts'

/** A choice needs a value that is no empty string. */
const none = ' '

export interface ExistingVolumeFieldProps {
  draft: StorageDraft
  onChange: (change: Partial<StorageDraft>) => void
  around: Surroundings
  error?: string
}

/** One of the volumes in active pools; an empty drive is possible, too. */
export function ExistingVolumeField({ draft, onChange, around, error }: ExistingVolumeFieldProps) {
  const t = useTranslations('devices.disk')
  const isCdrom = draft.device === 'cdrom'
  return (
    <Field
      label={isCdrom ? t('medium') : t('existing')}
      layout="beside"
      error={draft.path === '' && !isCdrom ? undefined : error}
    >
      <Select
        value={draft.path === '' ? (isCdrom ? none : null) : draft.path}
        onValueChange={(path) => onChange({ path: path === none ? '' : path })}
        placeholder={t('chooseVolume')}
        options={[...(isCdrom ? [{ value: none, label: t('emptyDrive') }] : []), ...volumeOptions(around, isCdrom, t)]}
      />
    </Field>
  )
}

export function isIso({ name, format }: { name: string; format: string | null }): boolean {
  return format === 'iso' || name.toLowerCase().endsWith('.iso')
}

/** Volumes to choose from, install media first for a drive and last for a disk; who has one already stands below it. */
export function volumeOptions(
  { domains, volumes }: Pick<Surroundings, 'domains' | 'volumes'>,
  isCdrom: boolean,
  t: ReturnType<typeof useTranslations<'devices.disk'>>,
) {
  const rank = (volume: Parameters<typeof isIso>[0]) => (isIso(volume) === isCdrom ? 0 : 1)
  return volumes
    .filter(({ type }) => type === 'file' || type === 'block')
    .toSorted((a, b) => rank(a) - rank(b) || a.path.localeCompare(b.path))
    .map((volume) => {
      const users = usersOfVolume(volume, domains, volumes)
      const names = [...new Set(users.map(({ name }) => name))].join(', ')
      const size = `${formatBytes(volume.capacityBytes)} · ${volume.format ?? '?'}`
      return { value: volume.path, label: volume.path, note: names ? `${size} · ${t('usedBy', { names })}` : size }
    })
}
