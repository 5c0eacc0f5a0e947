'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Field } from '#app/_ui/field.tsx'
import { Select } from '#app/_ui/select.tsx'
import { TextInput } from '#app/_ui/text-input.tsx'
import { toBytes } from '#lib/virt/commands/volume-form.ts'

export interface Size {
  text: string
  unit: 'MiB' | 'GiB'
}

export function sizeBytes({ text, unit }: Size): number {
  const value = /^\s*\d+([.,]\d+)?\s*$/.test(text) ? Number(text.replace(',', '.')) : 0
  return toBytes(value, unit)
}

/** 1610612736 → 1.5 GiB, in the unit that says it shortest. */
export function toSize(bytes: number): Size {
  const gib = bytes / 1024 ** 3
  if (gib >= 1 && Number.isInteger(gib * 100)) return { text: String(gib), unit: 'GiB' }
  return { text: String(Math.ceil((bytes / 1024 ** 2) * 1000) / 1000), unit: 'MiB' }
}

interface SizeFieldProps {
  size: Size
  onSize: (size: Size) => void
  hint?: ReactNode
  error?: ReactNode
  warning?: ReactNode
}

/** A size with its unit; fractions too. */
export function SizeField({ size, onSize, hint, error, warning }: SizeFieldProps) {
  const t = useTranslations('storage.field')
  return (
    <div className="flex items-start gap-2">
      <Field
        layout="beside"
        label={t('capacity')}
        hint={hint}
        error={error}
        warning={warning}
        reserveError
        className="flex-1"
      >
        <TextInput
          name="capacity"
          inputMode="decimal"
          autoComplete="off"
          value={size.text}
          onValueChange={(text) => onSize({ ...size, text })}
          className="tabular-nums"
        />
      </Field>
      {/* Beside the field, not in it: a field names one control. */}
      <div className="w-24 shrink-0">
        <Select
          aria-label={t('unit')}
          value={size.unit}
          onValueChange={(unit) => onSize({ ...size, unit: unit as Size['unit'] })}
          options={[
            { value: 'MiB', label: 'MiB' },
            { value: 'GiB', label: 'GiB' },
          ]}
        />
      </div>
    </div>
  )
}
