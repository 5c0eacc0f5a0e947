'use client'

import { useTranslations } from 'next-intl'
import { Field } from '#app/_ui/field.tsx'
import { RadioGroup } from '#app/_ui/radio-group.tsx'
import type { When } from '#lib/virt/domain-devices.ts'
import type { Domain } from '#lib/virt/types.ts'

/** both: at once, and it stays; next: from the next start on; now: until it is shut down. */
export type WhenChoice = 'both' | 'next' | 'now'

export function whenOf(choice: WhenChoice): When {
  return { live: choice !== 'next', config: choice !== 'now' }
}

/** What can be chosen at all, and else what it is: a VM that is off has only its next start. */
export function allowedWhen(domain: Domain, hotplug: boolean, choice: WhenChoice): WhenChoice {
  if (domain.liveXml === null || !hotplug) return 'next'
  return domain.inactiveXml === null ? 'now' : choice
}

export interface WhenFieldProps {
  domain: Domain
  /** It can come or go while the VM runs. */
  hotplug: boolean
  value: WhenChoice
  onChange: (value: WhenChoice) => void
  error?: string
}

/** When a device comes or goes; nothing for a VM that is off. */
export function WhenField({ domain, hotplug, value, onChange, error }: WhenFieldProps) {
  const t = useTranslations('devices.when')
  if (domain.liveXml === null) return null
  const options = (['both', 'next', 'now'] as const).map((choice) => ({
    value: choice,
    label: t(choice),
    disabled: (choice !== 'next' && !hotplug) || (choice !== 'now' && domain.inactiveXml === null),
  }))
  return (
    <Field label={t('label')} layout="beside" error={error} hint={hotplug ? undefined : t('cannotHotplug')}>
      <RadioGroup value={value} onValueChange={(next) => onChange(next as WhenChoice)} options={options} />
    </Field>
  )
}
