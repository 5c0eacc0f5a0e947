'use client'

import { useTranslations } from 'next-intl'
import { Field } from '#app/_ui/field.tsx'
import { Select } from '#app/_ui/select.tsx'
import { TextInput } from '#app/_ui/text-input.tsx'
import { formatIpv4, lastOf, parseCidr, parseIpv4, subnetOf } from '#lib/virt/commands/network-address.ts'
import { checkStaticHost } from '#lib/virt/commands/network-check.ts'
import { networkHostCommand } from '#lib/virt/commands/network-commands.ts'
import type { StaticHost } from '#lib/virt/commands/network-form.ts'
import type { NetworkIp } from '#lib/virt/xml/network-facts.ts'
import { useOperation } from '../operation/use-operation.ts'
import { OperationDialog } from '../storage/operation-dialog.tsx'
import { useStorageForm } from '../storage/use-storage-form.ts'
import { type NetworkView, whenOf } from './use-networks.ts'

export interface StaticHostDialogProps {
  network: NetworkView
  ip: NetworkIp
  /** null: a new one. */
  edited: StaticHost | null
  onClose: () => void
}

const fields = ['mac', 'address', 'hostname']

export function StaticHostDialog({ network, ip, edited, onClose }: StaticHostDialogProps) {
  const t = useTranslations('networks.hosts')
  const operation = useOperation('network-host')
  const free = network.nics.filter(({ nic }) => !ip.hosts.some(({ mac }) => mac === nic.mac))
  const [first] = free
  const initial = edited
    ? { ...edited, hostname: edited.hostname ?? '' }
    : { mac: first?.nic.mac ?? '', address: freeAddress(ip), hostname: hostnameOf(first?.vm.name) }
  const { form, change, errorAt, tryAnyway, typed } = useStorageForm(initial, operation)
  const host = { ...form, hostname: form.hostname.trim() === '' ? null : form.hostname.trim() }
  const room = { address: `${ip.address}/${ip.prefix}`, hosts: ip.hosts }
  const problems = checkStaticHost(host, room, edited?.mac ?? null)
  const action = edited ? ('modify' as const) : ('add' as const)
  const input = { network: network.name, ...whenOf(network), action, host }
  const known = network.nics.find(({ nic }) => nic.mac === form.mac)
  return (
    <OperationDialog
      title={edited ? t('editTitle') : t('addTitle', { network: network.name })}
      operation={operation}
      fields={fields}
      command={problems.length === 0 ? networkHostCommand(input) : null}
      submit={edited ? t('save') : t('add')}
      onSubmit={async () => {
        tryAnyway()
        if (problems.length === 0 && (await operation.run(input))) onClose()
      }}
      onClose={onClose}
    >
      {!edited && free.length > 0 && (
        <Field layout="beside" label={t('nic')}>
          <Select
            value={known ? form.mac : null}
            placeholder={t('chooseNic')}
            options={free.map(({ vm, nic }) => ({ value: nic.mac, label: `${vm.name} · ${nic.mac}` }))}
            onValueChange={(mac) => {
              const vm = free.find(({ nic }) => nic.mac === mac)?.vm.name
              change(typed('hostname') ? { mac } : { mac, hostname: hostnameOf(vm) })
            }}
          />
        </Field>
      )}
      <Field
        layout="beside"
        label={t('mac')}
        error={errorAt('mac', problems)}
        hint={edited ? t('macFixed') : undefined}
      >
        <TextInput mono value={form.mac} readOnly={edited !== null} onValueChange={(mac) => change({ mac })} />
      </Field>
      <Field layout="beside" label={t('address')} error={errorAt('address', problems)} hint={ip.subnet}>
        <TextInput mono value={form.address} onValueChange={(address) => change({ address })} />
      </Field>
      <Field layout="beside" label={t('hostname')} error={errorAt('hostname', problems)} hint={t('hostnameHint')}>
        <TextInput mono value={form.hostname} onValueChange={(hostname) => change({ hostname })} />
      </Field>
      <p className="text-xs text-muted">{t('renew')}</p>
    </OperationDialog>
  )
}

/** The first address that nobody has: outside the range if there is one, so that none is given out twice. */
function freeAddress(ip: NetworkIp): string {
  const parsed = parseCidr(ip.subnet)
  if (!parsed) return ''
  const subnet = subnetOf(parsed.address, parsed.prefix)
  const taken = new Set([ip.address, ...ip.hosts.map(({ address }) => address)])
  for (let address = subnet.network + 2; address < Math.min(lastOf(subnet), subnet.network + 256); address++) {
    const inRange = ip.ranges.some(
      ({ start, end }) => address >= (parseIpv4(start) ?? 0) && address <= (parseIpv4(end) ?? 0),
    )
    if (!inRange && !taken.has(formatIpv4(address))) return formatIpv4(address)
  }
  return ip.hosts.length === 0 ? formatIpv4(subnet.network + 20) : ''
}

function hostnameOf(vm = ''): string {
  return vm
    .toLowerCase()
    .replaceAll(/[^a-z0-9-]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
}
