'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { checkNicAttach } from '#lib/virt/commands/check-nic.ts'
import { nicAttachCommand } from '#lib/virt/commands/device-commands.ts'
import type { NicSource } from '#lib/virt/xml/device-interface.ts'
import { useOperation } from '../../operation/use-operation.ts'
import { useFieldText } from '../devices/field-text.ts'
import { MacField, NicModelField, NicSourceField } from '../devices/nic-fields.tsx'
import { allowedWhen, type WhenChoice, WhenField, whenOf } from '../devices/when-field.tsx'
import { AddRootPort } from './add-device.tsx'
import { AddForm } from './add-form.tsx'
import type { AddProps } from './add-hardware.tsx'

const fields = ['source', 'model', 'mac', 'live']

export function AddNetwork({ around, choices, onDone }: AddProps) {
  const t = useTranslations('devices')
  const { domain, networks } = around
  const [source, setSource] = useState<NicSource>(() => firstSource(networks))
  const [model, setModel] = useState('virtio')
  const [mac, setMac] = useState('')
  const [choice, setChoice] = useState<WhenChoice>('both')
  const operation = useOperation('nic-attach')
  const when = allowedWhen(domain, true, choice)
  const input = { vm: domain.name, source, model, mac: mac === '' ? null : mac, ...whenOf(when) }
  const errors = checkNicAttach(input, around)
  const text = useFieldText(errors, operation.error)
  const add = async () => {
    if (await operation.run(input)) onDone()
  }
  return (
    <AddForm
      title={t('add.kind.network')}
      command={nicAttachCommand(input)}
      operation={operation}
      fields={fields}
      ready={errors.length === 0}
      onAdd={() => void add()}
      onCancel={onDone}
      remedy={operation.error?.code === 'devices.no-free-slot' && <AddRootPort vm={domain.name} />}
    >
      <NicSourceField
        value={source}
        onChange={setSource}
        networks={networks}
        choices={choices}
        error={text('source')}
      />
      <MacField
        value={mac}
        onChange={setMac}
        placeholder={t('nic.automatic')}
        error={text('mac')}
        hint={t('nic.macHint')}
      />
      <NicModelField value={model} onChange={setModel} models={choices.nicModels} error={text('model')} />
      <WhenField domain={domain} hotplug value={when} onChange={setChoice} error={text('live')} />
    </AddForm>
  )
}

function firstSource(networks: AddProps['around']['networks']): NicSource {
  const name = (networks.find((one) => one.name === 'default') ?? networks[0])?.name
  return { type: 'network', name: name ?? 'default' }
}
