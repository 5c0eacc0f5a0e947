'use client'

import { useTranslations } from 'next-intl'
import { Field } from '#app/_ui/field.tsx'
import { formatBytes } from '#app/_ui/format-bytes.ts'
import { RadioGroup } from '#app/_ui/radio-group.tsx'
import { Select } from '#app/_ui/select.tsx'
import { TextInput } from '#app/_ui/text-input.tsx'
import type { VolumeView } from '#lib/gateway/protocol.ts'
import { adviseCapacity, checkVolumeForm } from '#lib/virt/commands/check-volume-form.ts'
import { volumeFormats } from '#lib/virt/commands/pool-form.ts'
import { volumeCreateCommand } from '#lib/virt/commands/storage-commands.ts'
import { type VolumeForm, volumeAllocations } from '#lib/virt/commands/volume-form.ts'
import type { StoragePool } from '#lib/virt/types.ts'
import { useOperation } from '../operation/use-operation.ts'
import { OperationDialog } from './operation-dialog.tsx'
import { type Size, SizeField, sizeBytes, toSize } from './size-field.tsx'
import type { StorageState } from './use-storage.ts'
import { useStorageForm } from './use-storage-form.ts'

interface NewVolumeDialogProps {
  pool: StoragePool
  storage: StorageState
  /** What the new one is to be linked to. */
  base?: VolumeView
  onClose: () => void
}

interface Draft {
  volume: string
  format: VolumeForm['format']
  capacityBytes: Size
  allocation: VolumeForm['allocation']
  /** Path of the backing volume. */
  backing: string
}

const none = 'none'

export function NewVolumeDialog({ pool, storage, base, onClose }: NewVolumeDialogProps) {
  const t = useTranslations('storage')
  const operation = useOperation('volume-create')
  const formats = volumeFormats(pool.type)
  const { form, change, errorAt, errorText, tryAnyway, typed } = useStorageForm<Draft>(
    {
      volume: '',
      format: formats[0] === 'raw' ? 'raw' : 'qcow2',
      capacityBytes: base ? toSize(base.capacityBytes) : { text: '10', unit: 'GiB' },
      allocation: 'on-demand',
      backing: base?.path ?? none,
    },
    operation,
  )
  const bases = storage.volumes.filter(({ format }) => format === 'qcow2' || format === 'raw')
  const chosen = bases.find(({ path }) => path === form.backing)
  const writer = chosen && storage.usersOf(chosen).find((user) => user.kind === 'vm' && user.running && !user.readonly)
  const names = storage.volumesOf(pool.name).map(({ name }) => name)
  const volume = typed('volume') ? form.volume : suggestVolume(form.format, names)
  const input: VolumeForm = {
    pool: pool.name,
    volume,
    format: form.format,
    capacityBytes: sizeBytes(form.capacityBytes),
    allocation: form.allocation,
    backing: chosen
      ? {
          volume: chosen.pool === pool.name ? chosen.name : chosen.path,
          format: chosen.format === 'raw' ? 'raw' : 'qcow2',
        }
      : null,
  }
  const problems = checkVolumeForm(input, {
    pool: { ...pool, active: pool.state === 'running' },
    names: operation.busy ? [] : names,
    backing: chosen ? { capacityBytes: chosen.capacityBytes, usedByRunning: writer?.name ?? null } : null,
  })
  const [advice] = adviseCapacity(input, pool.availableBytes)

  const submit = async () => {
    tryAnyway()
    const { backing } = input
    const linked = backing && { volume: backing.volume, format: backing.format as 'qcow2' | 'raw' }
    if (problems.length === 0 && (await operation.run({ ...input, backing: linked }))) onClose()
  }
  return (
    <OperationDialog
      title={t('newVolume.title', { pool: pool.name })}
      operation={operation}
      fields={['volume', 'format', 'capacityBytes', 'allocation', 'backing']}
      command={volumeCreateCommand(input)}
      submit={t('newVolume.submit')}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <Field layout="beside" label={t('field.name')} error={errorAt('volume', problems)} reserveError>
        <TextInput name="volume" mono value={volume} onValueChange={(volume) => change({ volume })} />
      </Field>
      <Field layout="beside" label={t('field.format')} error={errorAt('format', problems)}>
        <Select
          value={form.format}
          onValueChange={(format) =>
            change({
              format: format as Draft['format'],
              ...(format === 'raw' && form.allocation === 'metadata' ? { allocation: 'on-demand' } : {}),
            })
          }
          options={formats.map((value) => ({ value, label: t(`newVolume.format.${value as Draft['format']}`) }))}
        />
      </Field>
      <SizeField
        size={form.capacityBytes}
        onSize={(capacityBytes) => change({ capacityBytes })}
        hint={t('newVolume.free', { free: formatBytes(pool.availableBytes), pool: pool.name })}
        error={errorAt('capacityBytes', problems)}
        warning={advice && errorText(advice)}
      />
      <Field layout="beside" label={t('field.allocation')} error={errorAt('allocation', problems)}>
        <RadioGroup
          value={form.allocation}
          onValueChange={(allocation) => change({ allocation: allocation as Draft['allocation'] })}
          options={volumeAllocations.map((value) => ({
            value,
            label: t(`newVolume.allocation.${value}`),
            note: value === 'metadata' ? t('newVolume.allocation.metadataNote') : undefined,
            disabled: (value === 'metadata' && form.format === 'raw') || (value === 'full' && chosen !== undefined),
          }))}
        />
      </Field>
      <Field
        layout="beside"
        label={t('field.backing')}
        hint={chosen && t('newVolume.backingHint')}
        error={errorAt('backing', problems)}
      >
        <Select
          value={form.backing}
          disabled={form.format === 'raw'}
          onValueChange={(path) => {
            const backing = bases.find((one) => one.path === path)
            change({
              backing: path,
              ...(backing ? { capacityBytes: toSize(backing.capacityBytes), allocation: 'on-demand' } : {}),
            })
          }}
          options={[
            { value: none, label: t('newVolume.noBacking') },
            ...bases.map(({ name, path, pool }) => ({ value: path, label: name, note: pool })),
          ]}
        />
      </Field>
    </OperationDialog>
  )
}

/** The first free one of disk1, disk2…; with the format's usual ending. */
function suggestVolume(format: VolumeForm['format'], taken: readonly string[]): string {
  const ending = format === 'raw' ? 'img' : 'qcow2'
  let number = 1
  while (taken.includes(`disk${number}.${ending}`)) number += 1
  return `disk${number}.${ending}`
}
