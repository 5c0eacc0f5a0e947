'use client'

import { useTranslations } from 'next-intl'
import { Callout } from '#app/_ui/callout.tsx'
import { Checkbox } from '#app/_ui/checkbox.tsx'
import { Field } from '#app/_ui/field.tsx'
import { NumberInput } from '#app/_ui/number-input.tsx'
import { RadioGroup } from '#app/_ui/radio-group.tsx'
import { Select } from '#app/_ui/select.tsx'
import { bytesPerGiB } from '#lib/virt/commands/check-storage.ts'
import type { CreateForm } from '#lib/virt/commands/create-form.ts'
import { FileChoice } from './file-choice.tsx'
import { useWizard } from './wizard-context.ts'

/** Step 4: a new disk, an existing one, or none. */
export function StepStorage() {
  const t = useTranslations('wizard')
  const { form, change, limits, errorOf } = useWizard()
  return (
    <>
      <Checkbox
        label={t('storage.enable')}
        checked={form.storage !== 'none'}
        onCheckedChange={(enabled) => change({ storage: enabled ? 'create' : 'none' })}
      />
      {form.storage === 'none' ? (
        <Callout kind="warning">{t('storage.off')}</Callout>
      ) : (
        <div className="space-y-3 pl-6">
          <RadioGroup
            aria-label={t('storage.enable')}
            value={form.storage}
            onValueChange={(storage) => change({ storage: storage as CreateForm['storage'] })}
            options={[
              { value: 'create', label: t('storage.create') },
              { value: 'existing', label: t('storage.existing') },
            ]}
          />
          {form.storage === 'create' ? (
            <NewDisk />
          ) : (
            <FileChoice
              label={t('media.path')}
              error={errorOf('storagePath')}
              empty={t('media.noImage')}
              value={form.storagePath}
              onValueChange={(storagePath) => change({ storagePath })}
              files={limits.images}
            />
          )}
        </div>
      )}
    </>
  )
}

function NewDisk() {
  const t = useTranslations('wizard.storage')
  const { form, change, limits, errorOf, adviceOf } = useWizard()
  const pool = limits.pools.find(({ name }) => name === form.pool)
  if (!limits.pools.some(({ active }) => active)) return <Callout kind="error">{t('noPool')}</Callout>
  const freeGiB = Math.floor(((pool?.availableBytes ?? 0) / bytesPerGiB) * 10) / 10
  return (
    <div className="space-y-2">
      <Field
        layout="beside"
        label={t('size')}
        hint={pool && t('sizeHint', { freeGiB, pool: pool.name })}
        error={errorOf('sizeGiB')}
        reserveError
      >
        <NumberInput unit="GiB" min={1} value={form.sizeGiB} onValueChange={(sizeGiB) => change({ sizeGiB })} />
      </Field>
      <Field layout="beside" label={t('format')} error={errorOf('format')} warning={adviceOf('format')} reserveError>
        <Select
          value={form.format}
          onValueChange={(format) => change({ format: format as CreateForm['format'] })}
          options={(['qcow2', 'raw', 'qed'] as const).map((value) => ({
            value,
            label: t(value),
            disabled: pool && !pool.formats.includes(value),
          }))}
        />
      </Field>
      <Field layout="beside" label={t('allocation')}>
        <RadioGroup
          value={form.allocateNow ? 'full' : 'sparse'}
          onValueChange={(choice) => change({ allocateNow: choice === 'full' })}
          options={(['sparse', 'full'] as const).map((value) => ({ value, label: t(value) }))}
        />
      </Field>
      <Field layout="beside" label={t('pool')} hint={pool?.targetPath} error={errorOf('pool')} reserveError>
        <Select
          value={form.pool || null}
          onValueChange={(name) => change({ pool: name })}
          options={limits.pools.map(({ name, type, active }) => ({
            value: name,
            label: `${name} (${type})`,
            note: active ? undefined : t('poolInactive'),
            disabled: !active,
          }))}
        />
      </Field>
    </div>
  )
}
