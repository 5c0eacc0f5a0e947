'use client'

import { useTranslations } from 'next-intl'
import { Checkbox } from '#app/_ui/checkbox.tsx'
import { Field } from '#app/_ui/field.tsx'
import { NumberInput } from '#app/_ui/number-input.tsx'
import { TextInput } from '#app/_ui/text-input.tsx'
import type { PoolForm } from '#lib/virt/commands/pool-form.ts'

interface PoolPermissionsProps {
  permissions: PoolForm['permissions']
  change: (part: Partial<PoolForm>) => void
  errorAt: (field: string) => string | undefined
}

/** libvirt's own default, as something to start from. */
const usual = { mode: '0711', owner: 0, group: 0 }

export function PoolPermissions({ permissions, change, errorAt }: PoolPermissionsProps) {
  const t = useTranslations('storage')
  const set = (part: Partial<typeof usual>) => change({ permissions: { ...usual, ...permissions, ...part } })
  return (
    <div className="ml-[10.25rem]">
      <Checkbox
        checked={permissions !== null}
        onCheckedChange={(wanted) => change({ permissions: wanted ? usual : null })}
        label={t('newPool.advanced')}
        note={t('newPool.advancedNote')}
      />
      {permissions && (
        <div className="flex flex-wrap gap-3 pb-1">
          <Field label={t('field.mode')} error={errorAt('permissions.mode')} reserveError>
            <TextInput mono value={permissions.mode} onValueChange={(mode) => set({ mode })} className="w-28" />
          </Field>
          <Field label={t('field.owner')} error={errorAt('permissions.owner')} reserveError>
            <NumberInput
              min={0}
              value={permissions.owner}
              onValueChange={(owner) => set({ owner: owner ?? -1 })}
              className="w-36"
            />
          </Field>
          <Field label={t('field.group')} error={errorAt('permissions.group')} reserveError>
            <NumberInput
              min={0}
              value={permissions.group}
              onValueChange={(group) => set({ group: group ?? -1 })}
              className="w-36"
            />
          </Field>
        </div>
      )}
    </div>
  )
}
