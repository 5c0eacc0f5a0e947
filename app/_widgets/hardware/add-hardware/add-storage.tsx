'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Callout } from '#app/_ui/callout.tsx'
import { RadioGroup } from '#app/_ui/radio-group.tsx'
import { Field } from '#app/_ui/field.tsx'
import { Select } from '#app/_ui/select.tsx'
import { checkDiskAttach, offeredBuses, takenTargets } from '#lib/virt/commands/check-disk.ts'
import { diskAttachCommand } from '#lib/virt/commands/device-commands.ts'
import type { DiskAttach } from '#lib/virt/commands/device-input.ts'
import { toBytes } from '#lib/virt/commands/volume-form.ts'
import { freeTarget } from '#lib/virt/xml/device-disk.ts'
import { useOperation } from '../../operation/use-operation.ts'
import { useFieldText } from '../devices/field-text.ts'
import { TuningFields } from '../devices/tuning-fields.tsx'
import { allowedWhen, type WhenChoice, WhenField, whenOf } from '../devices/when-field.tsx'
import { AddRootPort } from './add-device.tsx'
import { AddForm } from './add-form.tsx'
import type { AddProps } from './add-hardware.tsx'
import { NewVolumeFields } from './new-volume-fields.tsx'
import { type StorageDraft, startDraft } from './storage-draft.ts'
import { ExistingVolumeField } from './existing-volume-field.tsx'

const fields = [
  'pool',
  'volume',
  'capacityBytes',
  'format',
  'allocation',
  'source',
  'bus',
  'target',
  'cache',
  'io',
  'discard',
  'readonly',
  'shareable',
  'serial',
  'live',
]
const hotplugBuses = ['virtio', 'scsi', 'usb']

export function AddStorage({ around, choices, onDone }: AddProps) {
  const t = useTranslations('devices')
  const { domain } = around
  const [draft, setDraft] = useState(() => startDraft(around))
  const [choice, setChoice] = useState<WhenChoice>('both')
  const change = (next: Partial<StorageDraft>) => setDraft((now) => ({ ...now, ...next }))
  const operation = useOperation('disk-attach')
  const hotplug = draft.device === 'disk' && hotplugBuses.includes(draft.bus)
  const when = allowedWhen(domain, hotplug, choice)
  const input: DiskAttach = { ...diskOf(draft, around), ...whenOf(when) }
  const errors = checkDiskAttach(input, around)
  const text = useFieldText(errors, operation.error)
  const add = async () => {
    if (await operation.run(input)) onDone()
  }
  const isCdrom = draft.device === 'cdrom'
  const buses = offeredBuses(domain, choices.diskBuses).filter((bus) => !isCdrom || bus !== 'virtio')
  return (
    <AddForm
      title={t('add.kind.storage')}
      command={diskAttachCommand(input)}
      operation={operation}
      fields={fields}
      ready={errors.length === 0}
      onAdd={() => void add()}
      onCancel={onDone}
      remedy={operation.error?.code === 'devices.no-free-slot' && <AddRootPort vm={domain.name} />}
    >
      <Field label={t('disk.device')} layout="beside">
        <Select
          value={draft.device}
          onValueChange={(device) => change(withDevice(device as StorageDraft['device'], choices.q35))}
          options={(['disk', 'cdrom'] as const).map((device) => ({
            value: device,
            label: t(`disk.devices.${device}`),
          }))}
        />
      </Field>
      {!isCdrom && (
        <Field label={t('disk.storage')} layout="beside">
          <RadioGroup
            value={draft.mode}
            onValueChange={(mode) => change({ mode: mode as StorageDraft['mode'] })}
            options={(['new', 'existing'] as const).map((mode) => ({ value: mode, label: t(`disk.modes.${mode}`) }))}
          />
        </Field>
      )}
      {!isCdrom && draft.mode === 'new' ? (
        <NewVolumeFields draft={draft} onChange={change} around={around} error={text} />
      ) : (
        <ExistingVolumeField draft={draft} onChange={change} around={around} error={text('source')} />
      )}
      <Field
        label={t('disk.bus')}
        layout="beside"
        error={text('bus') ?? text('target')}
        hint={choices.q35 ? t('disk.busHintQ35') : t('disk.busHint')}
      >
        <Select
          value={draft.bus}
          onValueChange={(bus) => change({ bus })}
          options={buses.map((bus) => ({
            value: bus,
            label: t.has(`disk.busName.${bus}`) ? t(`disk.busName.${bus}`) : bus,
          }))}
        />
      </Field>
      <details
        className="rounded-md border border-line px-3 py-1.5"
        open={errors.some(({ field }) => field === 'io' || field === 'shareable')}
      >
        <summary className="cursor-pointer text-sm">{t('disk.advanced')}</summary>
        <div className="flex flex-col gap-3 py-3">
          <TuningFields value={draft} onChange={change} error={text} />
        </div>
      </details>
      {isCdrom && domain.liveXml !== null && <Callout kind="info">{t('disk.driveNeedsStart')}</Callout>}
      <WhenField domain={domain} hotplug={hotplug} value={when} onChange={setChoice} error={text('live')} />
    </AddForm>
  )
}

function withDevice(device: StorageDraft['device'], q35: boolean): Partial<StorageDraft> {
  if (device === 'cdrom') return { device, bus: q35 ? 'sata' : 'ide', readonly: true }
  return { device, bus: 'virtio', readonly: false }
}

function diskOf(draft: StorageDraft, { domain, pools, volumes }: AddProps['around']) {
  const { device, bus, cache, io, discard, readonly, shareable, serial } = draft
  const target = freeTarget(bus, takenTargets(domain))
  const common = { vm: domain.name, device, bus, cache, io, discard, readonly, shareable, serial, target }
  if (device === 'disk' && draft.mode === 'new') {
    const pool = pools.find(({ name }) => name === draft.pool)
    const allocation = draft.allocateNow ? ('full' as const) : ('on-demand' as const)
    const capacityBytes = toBytes(draft.sizeGiB ?? 0, 'GiB')
    const { volume, format } = draft
    return {
      ...common,
      sourceType: 'file' as const,
      source: `${pool?.targetPath ?? ''}/${volume}`,
      format,
      create: { pool: draft.pool, volume, capacityBytes, format, allocation, backing: null },
    }
  }
  const volume = volumes.find(({ path }) => path === draft.path)
  const empty = draft.path === ''
  const known = volume?.format === 'qcow2' ? 'qcow2' : 'raw'
  return {
    ...common,
    sourceType: volume?.type === 'block' ? ('block' as const) : ('file' as const),
    source: empty ? null : draft.path,
    format: empty ? null : known,
    create: null,
  }
}
