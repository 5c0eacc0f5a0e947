'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { Callout } from '#app/_ui/callout.tsx'
import { checkDeviceAdd, whyUnavailable } from '#lib/virt/commands/check-device.ts'
import { deviceAddCommand } from '#lib/virt/commands/device-commands.ts'
import { canHotplug } from '#lib/virt/xml/device-spec.ts'
import { useOperation } from '../../operation/use-operation.ts'
import { DeviceFields } from '../devices/device-fields.tsx'
import { useFieldText } from '../devices/field-text.ts'
import { allowedWhen, type WhenChoice, WhenField, whenOf } from '../devices/when-field.tsx'
import { AddForm } from './add-form.tsx'
import type { AddProps } from './add-hardware.tsx'
import { type AddableDevice, newDevice } from './new-device.ts'

const fields = ['live', 'source', 'rateBytes', 'periodMs', 'host', 'port', 'path', 'name', 'target', 'cid']

/** Any device that is no disk and no NIC. */
export function AddDevice({ kind, around: { domain }, choices, onDone }: AddProps & { kind: AddableDevice }) {
  const t = useTranslations('devices')
  const [spec, setSpec] = useState(() => newDevice(kind, choices))
  const [choice, setChoice] = useState<WhenChoice>('both')
  const operation = useOperation('device-add')
  const hotplug = canHotplug(spec)
  const when = allowedWhen(domain, hotplug, choice)
  const input = { vm: domain.name, device: spec, ...whenOf(when) }
  const errors = checkDeviceAdd(input)
  const text = useFieldText(errors, operation.error)
  const missing = whyUnavailable(spec, {
    spice: domain.graphics.some(({ type }) => type === 'spice'),
    tpmEmulator: choices.tpmEmulator,
    sharedMemory: /<access mode='shared'/.test(domain.inactiveXml ?? ''),
  })
  const add = async () => {
    if (await operation.run(input)) onDone()
  }
  return (
    <AddForm
      title={t(`add.kind.${kind}`)}
      command={deviceAddCommand(input)}
      operation={operation}
      fields={fields}
      ready={errors.length === 0}
      onAdd={() => void add()}
      onCancel={onDone}
      remedy={operation.error?.code === 'devices.no-free-slot' && <AddRootPort vm={domain.name} />}
    >
      {t.has(`add.about.${kind}`) && <p className="text-sm text-muted">{t(`add.about.${kind}`)}</p>}
      <DeviceFields spec={spec} onChange={setSpec} choices={choices} error={text} />
      {missing && <Callout kind="warning">{t(`unavailable.${missing}`)}</Callout>}
      <WhenField domain={domain} hotplug={hotplug} value={when} onChange={setChoice} error={text('live')} />
    </AddForm>
  )
}

/** q35 plugs into free root ports only, and a running VM cannot get more of them. */
export function AddRootPort({ vm }: { vm: string }) {
  const t = useTranslations('devices.add')
  const operation = useOperation('device-add')
  const [done, setDone] = useState(false)
  const device = { kind: 'controller', type: 'pci', model: 'pcie-root-port' } as const
  const add = async () => setDone(await operation.run({ vm, live: false, config: true, device }))
  return (
    <Callout
      kind="tip"
      actions={
        done ? undefined : (
          <Button busy={operation.busy} onClick={() => void add()}>
            {t('rootPort')}
          </Button>
        )
      }
    >
      {done ? t('rootPortAdded') : t('rootPortWhy')}
    </Callout>
  )
}
