'use client'

import { useTranslations } from 'next-intl'
import { Checkbox } from '#app/_ui/checkbox.tsx'
import { Field } from '#app/_ui/field.tsx'
import { Select } from '#app/_ui/select.tsx'
import { TextInput } from '#app/_ui/text-input.tsx'
import type { DiskTuning } from '#lib/virt/xml/device-disk.ts'

const caches = ['none', 'writethrough', 'writeback', 'directsync', 'unsafe'] as const
const modes = ['threads', 'native', 'io_uring'] as const
const discards = ['unmap', 'ignore'] as const
/** A choice needs a value that is no empty string. */
const byDefault = 'default'

export interface TuningFieldsProps {
  value: DiskTuning
  onChange: (change: Partial<DiskTuning>) => void
  /** Sentence at a field. */
  error: (field: string) => string | undefined
  disabled?: boolean
  /** Class of the control of a field: it glows when the terminal changed it. */
  glow?: (field: keyof DiskTuning) => string
}

/** How a disk behaves: virt-manager's “Advanced options” and “Performance options”. */
export function TuningFields({ value, onChange, error, disabled, glow = () => '' }: TuningFieldsProps) {
  const t = useTranslations('devices.disk')
  const choice = (field: 'cache' | 'io' | 'discard', options: readonly string[], hint: string) => (
    <Field label={t(field)} layout="beside" error={error(field)} hint={error(field) ? undefined : hint}>
      <Select
        value={value[field] ?? byDefault}
        onValueChange={(next) => onChange({ [field]: next === byDefault ? null : next })}
        disabled={disabled}
        className={glow(field)}
        options={[
          { value: byDefault, label: t('hypervisorDefault') },
          ...options.map((option) => ({ value: option, label: option, note: t(`${field}Note.${option}`) })),
        ]}
      />
    </Field>
  )
  return (
    <>
      {choice('cache', caches, t('cacheHint'))}
      {choice('io', modes, t('ioHint'))}
      {choice('discard', discards, t('discardHint'))}
      <Field label={t('access')} layout="beside" error={error('readonly') ?? error('shareable')}>
        <div className="flex flex-wrap gap-x-5">
          <Checkbox
            checked={value.readonly}
            disabled={disabled}
            onCheckedChange={(readonly) => onChange({ readonly })}
            label={t('readonly')}
          />
          <Checkbox
            checked={value.shareable}
            disabled={disabled}
            onCheckedChange={(shareable) => onChange({ shareable })}
            label={t('shareable')}
          />
        </div>
      </Field>
      <Field label={t('serial')} layout="beside" error={error('serial')}>
        <TextInput
          mono
          value={value.serial ?? ''}
          disabled={disabled}
          className={glow('serial')}
          onValueChange={(serial) => onChange({ serial: serial === '' ? null : serial })}
        />
      </Field>
    </>
  )
}
