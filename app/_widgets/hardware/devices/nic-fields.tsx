'use client'

import { RefreshCw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { IconButton } from '#app/_ui/icon-button.tsx'
import { Callout } from '#app/_ui/callout.tsx'
import { Field } from '#app/_ui/field.tsx'
import { Select, type SelectOption } from '#app/_ui/select.tsx'
import { TextInput } from '#app/_ui/text-input.tsx'
import type { DeviceChoices } from '#lib/labs/devices/device-choices.ts'
import type { Network } from '#lib/virt/types.ts'
import { macvtapModes, type NicSource, randomMac } from '#lib/virt/xml/device-interface.ts'

const separator = ' '

export interface NicSourceFieldProps {
  value: NicSource
  onChange: (value: NicSource) => void
  networks: readonly Network[]
  choices: DeviceChoices
  error?: string
  disabled?: boolean
  className?: string
}

/** What a NIC is plugged into: libvirt's networks, bridges of the host, macvtap on its devices. */
export function NicSourceField({
  value,
  onChange,
  networks,
  choices,
  error,
  disabled,
  className,
}: NicSourceFieldProps) {
  const t = useTranslations('devices.nic')
  const key = value.type + separator + value.name
  const options = sourceOptions(networks, choices, t)
  // What is there already is offered, whether or not it exists.
  if (!options.some((option) => option.value === key))
    options.push({ value: key, label: t(`sources.${value.type}`, { name: value.name }), note: t('sourceGone') })
  return (
    <>
      <Field label={t('source')} layout="beside" error={error} hint={t(`sourceHint.${hintOf(value, networks)}`)}>
        <Select
          value={key}
          disabled={disabled}
          className={className}
          onValueChange={(next) => onChange(sourceOf(next, value))}
          options={options}
        />
      </Field>
      {value.type === 'direct' && (
        <>
          <Field label={t('mode')} layout="beside" hint={t(`modeHint.${value.mode}`)}>
            <Select
              value={value.mode}
              disabled={disabled}
              onValueChange={(mode) => onChange({ ...value, mode: mode as (typeof macvtapModes)[number] })}
              options={macvtapModes.map((mode) => ({ value: mode, label: mode }))}
            />
          </Field>
          <Callout kind="warning">{t('macvtapHere')}</Callout>
        </>
      )}
      {value.type === 'bridge' && !choices.hostDevices.some(({ real }) => real) && (
        <Callout kind="info">{t('noUplink')}</Callout>
      )}
    </>
  )
}

/** How far it reaches; “isolated” with an address is host-only. */
function kindOf({ forward, xml }: Pick<Network, 'forward' | 'xml'>): string {
  if (forward === 'isolated') return xml.includes('<ip ') ? 'host-only' : 'isolated'
  return ['nat', 'route', 'open'].includes(forward) ? forward : 'other'
}

function hintOf({ type, name }: NicSource, networks: readonly Network[]): string {
  const network = type === 'network' ? networks.find((one) => one.name === name) : undefined
  return network ? kindOf(network) : type
}

function sourceOf(key: string, before: NicSource): NicSource {
  const at = key.indexOf(separator)
  const type = key.slice(0, at) as NicSource['type']
  const name = key.slice(at + 1)
  if (type !== 'direct') return { type, name }
  return { type, name, mode: before.type === 'direct' ? before.mode : 'bridge' }
}

function sourceOptions(
  networks: readonly Network[],
  { bridges, hostDevices }: DeviceChoices,
  t: ReturnType<typeof useTranslations<'devices.nic'>>,
): SelectOption[] {
  const option = (type: NicSource['type'], name: string, note?: string): SelectOption => ({
    value: type + separator + name,
    label: t(`sources.${type}`, { name }),
    note,
  })
  return [
    ...networks.map((network) => {
      const state = network.active ? '' : ` · ${t('inactive')}`
      return option('network', network.name, `${t(`forward.${kindOf(network)}`)}${state}`)
    }),
    ...bridges.map((name) => option('bridge', name)),
    ...hostDevices.map(({ name, real }) => option('direct', name, real ? undefined : t('notReal'))),
  ]
}

/** A MAC typed or made anew. */
export function MacField(props: {
  value: string
  placeholder?: string
  onChange: (mac: string) => void
  error?: string
  hint?: string
  disabled?: boolean
  className?: string
}) {
  const t = useTranslations('devices.nic')
  return (
    <Field label={t('mac')} layout="beside" error={props.error} hint={props.hint}>
      <div className="flex gap-1">
        <TextInput
          mono
          value={props.value}
          placeholder={props.placeholder}
          disabled={props.disabled}
          onValueChange={props.onChange}
          className={props.className}
        />
        <IconButton
          label={t('newMac')}
          icon={<RefreshCw size={15} />}
          disabled={props.disabled}
          onClick={() => props.onChange(randomMac())}
        />
      </div>
    </Field>
  )
}

export function NicModelField(props: {
  value: string
  models: readonly string[]
  onChange: (model: string) => void
  error?: string
  disabled?: boolean
  className?: string
}) {
  const t = useTranslations('devices.nic')
  const models = props.models.includes(props.value) ? props.models : [...props.models, props.value]
  return (
    <Field label={t('model')} layout="beside" error={props.error} hint={t('modelHint')}>
      <Select
        value={props.value}
        disabled={props.disabled}
        className={props.className}
        onValueChange={props.onChange}
        options={models.map((model) => ({
          value: model,
          label: model,
          note: ['virtio', 'e1000', 'e1000e', 'rtl8139'].includes(model) ? t(`modelNote.${model}`) : undefined,
        }))}
      />
    </Field>
  )
}
