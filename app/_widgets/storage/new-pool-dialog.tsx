'use client'

import { useTranslations } from 'next-intl'
import { Callout } from '#app/_ui/callout.tsx'
import { Checkbox } from '#app/_ui/checkbox.tsx'
import { Field } from '#app/_ui/field.tsx'
import { Select } from '#app/_ui/select.tsx'
import { TextInput } from '#app/_ui/text-input.tsx'
import { checkPoolForm } from '#lib/virt/commands/check-pool-form.ts'
import {
  canBuild,
  type PoolField,
  type PoolForm,
  poolFields,
  poolFormats,
  poolTypes,
} from '#lib/virt/commands/pool-form.ts'
import { poolCreateCommand } from '#lib/virt/commands/storage-commands.ts'
import type { StoragePool } from '#lib/virt/types.ts'
import { useOperation } from '../operation/use-operation.ts'
import { OperationDialog } from './operation-dialog.tsx'
import { PoolPermissions } from './pool-permissions.tsx'
import { usePoolSupport } from './use-pool-support.ts'
import { useStorageForm } from './use-storage-form.ts'

const order: PoolField[] = ['host', 'sourcePath', 'sourceName', 'sourceDevice', 'initiator', 'format', 'target']
const blank: PoolForm = {
  pool: '',
  type: 'dir',
  target: null,
  host: null,
  sourcePath: null,
  sourceDevice: null,
  sourceName: null,
  format: null,
  initiator: null,
  permissions: null,
  build: true,
  start: true,
  autostart: true,
}
/** Where the pool's folder is suggested, as virt-manager does. */
const folders: Partial<Record<PoolForm['type'], string>> = {
  dir: '/var/lib/libvirt/images/',
  fs: '/var/lib/libvirt/images/',
  netfs: '/var/lib/libvirt/images/',
}

interface NewPoolDialogProps {
  pools: StoragePool[]
  onClose: () => void
  onMade: (name: string) => void
}

/** virt-manager's assistant, on one page: the type, its fields, and which of the steps after the definition. */
export function NewPoolDialog({ pools, onClose, onMade }: NewPoolDialogProps) {
  const t = useTranslations('storage')
  const operation = useOperation('pool-create')
  const { form, change, errorAt, tryAnyway, typed } = useStorageForm<PoolForm>(
    { ...blank, pool: suggestPool(pools.map(({ name }) => name)) },
    operation,
  )
  const support = usePoolSupport(form.type)
  const sent = prepare(form, support?.start ?? true, typed)
  const problems = checkPoolForm(sent, operation.busy ? [] : pools)
  const fields = order.filter((field) => poolFields[form.type][field])

  const submit = async () => {
    tryAnyway()
    if (problems.length === 0 && (await operation.run(sent))) onMade(sent.pool)
  }
  return (
    <OperationDialog
      title={t('newPool.title')}
      operation={operation}
      fields={['pool', 'permissions', ...fields]}
      command={poolCreateCommand(sent)}
      submit={t(sent.start || sent.build ? 'newPool.submit' : 'newPool.define')}
      blocked={support?.define === false}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <Field layout="beside" label={t('field.name')} error={errorAt('pool', problems)} reserveError>
        <TextInput name="pool" mono value={form.pool} onValueChange={(pool) => change({ pool })} />
      </Field>
      <Field layout="beside" label={t('field.type')} hint={t(`newPool.hint.${form.type}`)}>
        <Select
          value={form.type}
          onValueChange={(type) => change({ type: type as PoolForm['type'] })}
          options={poolTypes.map((value) => ({ value, label: t(`newPool.type.${value}`) }))}
        />
      </Field>
      {support?.obstacle && (
        <Callout kind={support.start ? 'info' : 'warning'}>
          {t(`support.${support.obstacle}`, { package: `libvirt-daemon-driver-storage-${form.type}` })}
        </Callout>
      )}
      {fields.map((field) => (
        <PoolFieldInput
          key={`${form.type} ${field}`}
          field={field}
          form={sent}
          change={change}
          error={errorAt(field, problems)}
        />
      ))}
      {form.type === 'dir' && (
        <PoolPermissions permissions={form.permissions} change={change} errorAt={(field) => errorAt(field, problems)} />
      )}
      <Steps form={sent} canStart={support?.start ?? true} change={change} />
    </OperationDialog>
  )
}

/** As virt-manager does: pool, pool-2… */
function suggestPool(taken: readonly string[]): string {
  if (!taken.includes('pool')) return 'pool'
  let number = 2
  while (taken.includes(`pool-${number}`)) number += 1
  return `pool-${number}`
}

/** The form as it is sent: what the type has no use for is nothing, the folder follows the name until somebody types one. */
function prepare(form: PoolForm, canStart: boolean, typed: (field: keyof PoolForm) => boolean): PoolForm {
  const fields = poolFields[form.type]
  const suggested: Partial<Record<PoolField, string>> = {
    target: form.type === 'iscsi' ? '/dev/disk/by-path' : (folders[form.type] ?? '') + form.pool,
    format: poolFormats[form.type]?.[0],
  }
  const value = (field: PoolField) =>
    fields[field] ? (typed(field) ? form[field] : (form[field] ?? suggested[field] ?? null)) || null : null
  const whole = {
    ...form,
    target: value('target'),
    host: value('host'),
    sourcePath: value('sourcePath'),
    sourceDevice: value('sourceDevice'),
    sourceName: value('sourceName'),
    format: value('format'),
    initiator: value('initiator'),
    permissions: form.type === 'dir' ? form.permissions : null,
  }
  return {
    ...whole,
    build: canBuild(whole) && form.build && (form.type !== 'logical' || typed('build')),
    start: form.start && (canStart || typed('start')),
    autostart: form.autostart && (canStart || typed('autostart')),
  }
}

interface PoolFieldInputProps {
  field: PoolField
  form: PoolForm
  change: (part: Partial<PoolForm>) => void
  error: string | undefined
}

function PoolFieldInput({ field, form, change, error }: PoolFieldInputProps) {
  const t = useTranslations('storage')
  const iqn = field === 'sourceDevice' && form.type.startsWith('iscsi')
  const label = t(iqn ? 'field.sourceIqn' : `field.${field}`)
  const formats = poolFormats[form.type]
  const hint = field === 'sourceDevice' && form.type === 'logical' ? t('newPool.deviceHint.logical') : undefined
  return (
    <Field layout="beside" label={label} hint={hint} error={error} reserveError>
      {field === 'format' && formats ? (
        <Select
          value={form.format}
          onValueChange={(format) => change({ format })}
          options={formats.map((value) => ({ value, label: value }))}
        />
      ) : (
        <TextInput
          name={field}
          mono
          placeholder={placeholders[form.type]?.[field]}
          value={form[field] ?? ''}
          onValueChange={(value) => change({ [field]: value })}
        />
      )}
    </Field>
  )
}

const placeholders: Partial<Record<PoolForm['type'], Partial<Record<PoolField, string>>>> = {
  fs: { sourceDevice: '/dev/vdb1' },
  netfs: { host: 'nfs.example.com', sourcePath: '/export/vms' },
  logical: { sourceName: 'vg_vms', sourceDevice: '/dev/vdb' },
  iscsi: { host: '192.168.122.10', sourceDevice: 'iqn.2026-01.com.example:vms' },
  'iscsi-direct': {
    host: '192.168.122.10',
    sourceDevice: 'iqn.2026-01.com.example:vms',
    initiator: 'iqn.2026-01.com.example:lab',
  },
}

function Steps({
  form,
  canStart,
  change,
}: {
  form: PoolForm
  canStart: boolean
  change: PoolFieldInputProps['change']
}) {
  const t = useTranslations('storage')
  return (
    <fieldset className="grid grid-cols-[9.5rem_minmax(0,1fr)] gap-x-3">
      <legend className="sr-only">{t('field.steps')}</legend>
      <span aria-hidden className="pt-1.5 text-sm text-muted">
        {t('field.steps')}
      </span>
      <div>
        {canBuild(form) && (
          <Checkbox
            checked={form.build}
            onCheckedChange={(build) => change({ build })}
            label={t(form.type === 'logical' ? 'newPool.buildGroup' : 'newPool.build')}
          />
        )}
        <Checkbox
          checked={form.start}
          onCheckedChange={(start) => change({ start })}
          label={t('newPool.start')}
          disabled={!canStart}
        />
        <Checkbox
          checked={form.autostart}
          onCheckedChange={(autostart) => change({ autostart })}
          label={t('newPool.autostart')}
        />
      </div>
    </fieldset>
  )
}
