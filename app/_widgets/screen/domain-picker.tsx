'use client'

import { useTranslations } from 'next-intl'
import { Select } from '#app/_ui/select.tsx'
import type { Domain } from '#lib/virt/types.ts'

export interface DomainPickerProps {
  domains: Domain[]
  selected: string
  onSelect: (uuid: string) => void
}

/** Which VM a screen or console is of. */
export function DomainPicker({ domains, selected, onSelect }: DomainPickerProps) {
  const t = useTranslations('console')
  return (
    <div className="w-44 min-w-0">
      <Select
        aria-label={t('chooseVm')}
        value={selected}
        onValueChange={onSelect}
        options={domains.map((domain) => ({
          value: domain.uuid,
          label: domain.id === null ? t('pickOff', { name: domain.name }) : domain.name,
        }))}
      />
    </div>
  )
}
