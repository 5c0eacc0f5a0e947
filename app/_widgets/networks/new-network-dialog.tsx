'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Callout } from '#app/_ui/callout.tsx'
import { Checkbox } from '#app/_ui/checkbox.tsx'
import { Field } from '#app/_ui/field.tsx'
import { NumberInput } from '#app/_ui/number-input.tsx'
import { RadioGroup } from '#app/_ui/radio-group.tsx'
import { Select } from '#app/_ui/select.tsx'
import { TextInput } from '#app/_ui/text-input.tsx'
import type { HostNetworking } from '#lib/labs/networks/host-networking.ts'
import { formatIpv4, formatSubnet, overlaps, parseCidr, subnetOf } from '#lib/virt/commands/network-address.ts'
import { adviseSubnet, checkNetworkForm } from '#lib/virt/commands/network-check.ts'
import { networkCreateCommand } from '#lib/virt/commands/network-commands.ts'
import { type NetworkForm, type NetworkMode, networkModes } from '#lib/virt/commands/network-form.ts'
import { useOperation } from '../operation/use-operation.ts'
import { OperationDialog } from '../storage/operation-dialog.tsx'
import { useStorageForm } from '../storage/use-storage-form.ts'
import { suggestRange } from './dhcp-range-form.tsx'
import { splitList } from './dns-tab.tsx'
import { type NetworkView, surroundingsOf } from './use-networks.ts'

export interface NewNetworkDialogProps {
  networks: NetworkView[]
  host: HostNetworking | null
  onClose: () => void
  onMade: (name: string) => void
}

const anyDevice = '*'
const fields = [
  'network',
  'mode',
  'device',
  'bridge',
  'address',
  'dhcp',
  'start',
  'end',
  'leaseMinutes',
  'forwarders',
  'domain',
]

/** A new network in one dialog, as virt-manager has it today: its mode, its subnet, its DHCP and DNS. */
export function NewNetworkDialog({ networks, host, onClose, onMade }: NewNetworkDialogProps) {
  const t = useTranslations('networks.new')
  const operation = useOperation('network-create')
  const around = surroundingsOf(networks, host)
  const [address] = useState(() => suggestAddress(networks))
  const [rangeTyped, setRangeTyped] = useState(false)
  const { form, change, errorAt, errorText, tryAnyway } = useStorageForm(
    {
      network: '',
      mode: 'nat' as NetworkMode,
      device: anyDevice,
      bridge: '',
      hasAddress: true,
      address,
      hasDhcp: true,
      ...rangeFor(address),
      leaseMinutes: null as number | null,
      ownDns: true,
      forwarders: '',
      domain: '',
      autostart: true,
      startNow: true,
    },
    operation,
  )
  const input = toForm(form)
  const problems = checkNetworkForm(input, around)
  const advice = input.address === null ? null : adviseSubnet(input.address)
  const bridges = around.devices.filter(({ isBridge }) => isBridge)
  const own = new Set(networks.map(({ bridge }) => bridge))
  const hostBridges = bridges.filter(({ name }) => !own.has(name))
  const devices = around.devices.filter(({ name }) => !own.has(name))
  const onBridge = form.mode === 'bridge'
  const addressed = input.address !== null
  // The range follows the subnet until somebody types one.
  const changeAddress = (next: string) => change({ address: next, ...(rangeTyped ? {} : rangeFor(next)) })
  const changeRange = (part: { start: string } | { end: string }) => {
    setRangeTyped(true)
    change(part)
  }
  return (
    <OperationDialog
      title={t('title')}
      description={t('description')}
      size="large"
      operation={operation}
      fields={fields}
      command={networkCreateCommand(input)}
      submit={t('do')}
      onSubmit={async () => {
        tryAnyway()
        if (problems.length === 0 && (await operation.run(input))) onMade(input.network)
      }}
      onClose={onClose}
    >
      <Field layout="beside" label={t('name')} error={errorAt('network', problems)}>
        <TextInput mono value={form.network} maxLength={200} onValueChange={(network) => change({ network })} />
      </Field>
      <Field layout="beside" label={t('mode')}>
        <RadioGroup
          value={form.mode}
          onValueChange={(mode) => change({ mode: mode as NetworkMode, ...(mode === 'bridge' ? { bridge: '' } : {}) })}
          options={networkModes.map((mode) => ({ value: mode, label: t(`modes.${mode}`), note: t(`notes.${mode}`) }))}
        />
      </Field>
      {host && !host.hasUplink && (form.mode === 'nat' || form.mode === 'route' || form.mode === 'open') && (
        <Callout kind="info">{t('noUplink')}</Callout>
      )}
      {(form.mode === 'nat' || form.mode === 'route') && (
        <Field layout="beside" label={t('device')} hint={t('deviceHint')} error={errorAt('device', problems)}>
          <Select
            value={form.device}
            options={[
              { value: anyDevice, label: t('anyDevice') },
              ...devices.map(({ name }) => ({ value: name, label: name })),
            ]}
            onValueChange={(device) => change({ device })}
          />
        </Field>
      )}
      {onBridge ? (
        <>
          <Field layout="beside" label={t('hostBridge')} error={errorAt('bridge', problems)}>
            <Select
              value={form.bridge || null}
              placeholder={hostBridges.length > 0 ? t('chooseBridge') : t('noBridge')}
              disabled={hostBridges.length === 0}
              options={hostBridges.map(({ name }) => ({ value: name, label: name }))}
              onValueChange={(bridge) => change({ bridge })}
            />
          </Field>
          <Callout kind="info">{t('bridgePractice')}</Callout>
        </>
      ) : (
        <>
          {form.mode === 'isolated' && (
            <Checkbox
              checked={form.hasAddress}
              onCheckedChange={(hasAddress) => change({ hasAddress })}
              label={t('hasAddress')}
              note={t('hasAddressNote')}
            />
          )}
          {(form.mode !== 'isolated' || form.hasAddress) && (
            <>
              <Field
                layout="beside"
                label={t('address')}
                hint={t('addressHint')}
                error={errorAt('address', problems)}
                warning={advice && errorText(advice)}
              >
                <TextInput mono className="w-52" value={form.address} onValueChange={changeAddress} />
              </Field>
              <Checkbox checked={form.hasDhcp} onCheckedChange={(hasDhcp) => change({ hasDhcp })} label={t('dhcp')} />
            </>
          )}
          {addressed && form.hasDhcp && (
            <>
              <Field layout="beside" label={t('start')} error={errorAt('start', problems)}>
                <TextInput mono className="w-52" value={form.start} onValueChange={(start) => changeRange({ start })} />
              </Field>
              <Field layout="beside" label={t('end')} error={errorAt('end', problems)}>
                <TextInput mono className="w-52" value={form.end} onValueChange={(end) => changeRange({ end })} />
              </Field>
              <Field layout="beside" label={t('lease')} hint={t('leaseHint')} error={errorAt('leaseMinutes', problems)}>
                <NumberInput
                  value={form.leaseMinutes}
                  min={2}
                  unit={t('minutes')}
                  onValueChange={(leaseMinutes) => change({ leaseMinutes })}
                />
              </Field>
            </>
          )}
          {addressed && (
            <>
              <Checkbox
                checked={form.ownDns}
                onCheckedChange={(ownDns) => change({ ownDns })}
                label={t('hostDns')}
                note={t('hostDnsNote')}
              />
              {!form.ownDns && (
                <Field
                  layout="beside"
                  label={t('forwarders')}
                  hint={t('forwardersHint')}
                  error={errorAt('forwarders', problems)}
                >
                  <TextInput mono value={form.forwarders} onValueChange={(forwarders) => change({ forwarders })} />
                </Field>
              )}
              <Field layout="beside" label={t('domain')} hint={t('domainHint')} error={errorAt('domain', problems)}>
                <TextInput mono className="w-52" value={form.domain} onValueChange={(domain) => change({ domain })} />
              </Field>
            </>
          )}
          <Field layout="beside" label={t('bridge')} hint={t('bridgeHint')} error={errorAt('bridge', problems)}>
            <TextInput mono className="w-52" value={form.bridge} onValueChange={(bridge) => change({ bridge })} />
          </Field>
        </>
      )}
      <Checkbox checked={form.startNow} onCheckedChange={(startNow) => change({ startNow })} label={t('startNow')} />
      <Checkbox
        checked={form.autostart}
        onCheckedChange={(autostart) => change({ autostart })}
        label={t('autostart')}
      />
    </OperationDialog>
  )
}

interface Typed {
  network: string
  mode: NetworkMode
  device: string
  bridge: string
  hasAddress: boolean
  address: string
  hasDhcp: boolean
  start: string
  end: string
  leaseMinutes: number | null
  ownDns: boolean
  forwarders: string
  domain: string
  autostart: boolean
  startNow: boolean
}

function toForm(typed: Typed): NetworkForm {
  const { mode } = typed
  const address = mode === 'bridge' || (mode === 'isolated' && !typed.hasAddress) ? null : typed.address.trim()
  const outward = mode === 'nat' || mode === 'route'
  return {
    network: typed.network,
    mode,
    device: outward && typed.device !== anyDevice ? typed.device : null,
    bridge: typed.bridge.trim() || null,
    address,
    dhcp:
      address !== null && typed.hasDhcp
        ? { start: typed.start.trim(), end: typed.end.trim(), leaseMinutes: typed.leaseMinutes }
        : null,
    forwarders: address === null || typed.ownDns ? [] : splitList(typed.forwarders),
    domain: address === null ? null : typed.domain.trim() || null,
    autostart: typed.autostart,
    start: typed.startNow,
  }
}

/** The first of 192.168.100.0/24 and on that no other network has. */
function suggestAddress(networks: NetworkView[]): string {
  for (let third = 100; third < 255; third++) {
    const text = `192.168.${third}.1/24`
    const free = networks.every(({ facts }) => facts.ips.every(({ subnet }) => !meets(text, subnet)))
    if (free) return text
  }
  return ''
}

function meets(a: string, b: string): boolean {
  const [one, other] = [parseCidr(a), parseCidr(b)]
  return (
    one !== null && other !== null && overlaps(subnetOf(one.address, one.prefix), subnetOf(other.address, other.prefix))
  )
}

function rangeFor(text: string): { start: string; end: string } {
  const parsed = parseCidr(text)
  if (!parsed || parsed.prefix > 30 || parsed.prefix < 8) return { start: '', end: '' }
  const subnet = formatSubnet(subnetOf(parsed.address, parsed.prefix))
  const { start, end } = suggestRange({ address: formatIpv4(parsed.address), subnet })
  return { start, end }
}
