'use client'

import { useTranslations } from 'next-intl'
import { Button } from '#app/_ui/button.tsx'
import { Checkbox } from '#app/_ui/checkbox.tsx'
import { Field } from '#app/_ui/field.tsx'
import { NumberInput } from '#app/_ui/number-input.tsx'
import { TextInput } from '#app/_ui/text-input.tsx'
import { formatIpv4, lastOf, parseCidr, parseIpv4, subnetOf } from '#lib/virt/commands/network-address.ts'
import { checkRange } from '#lib/virt/commands/network-check.ts'
import { networkDhcpCommand } from '#lib/virt/commands/network-commands.ts'
import type { DhcpRange } from '#lib/virt/commands/network-form.ts'
import type { NetworkIp } from '#lib/virt/xml/network-facts.ts'
import { useValueGlow } from '../live-state/live-state.tsx'
import { OperationEcho } from '../operation/operation-echo.tsx'
import { OperationFeedback } from '../operation/operation-feedback.tsx'
import { useOperation } from '../operation/use-operation.ts'
import { useStorageForm } from '../storage/use-storage-form.ts'
import { type NetworkView, whenOf } from './use-networks.ts'

/** The range of a network's DHCP and its lease time; net-update changes them while it runs, and no VM loses its link. */
export function DhcpRangeForm({ network, ip }: { network: NetworkView; ip: NetworkIp }) {
  const t = useTranslations('networks.dhcp')
  const operation = useOperation('network-dhcp')
  const [range] = ip.ranges
  const glows = useValueGlow(network.uuid, JSON.stringify(range ?? null))
  const { form, change, errorAt } = useStorageForm(
    { on: range !== undefined, ...(range ?? suggestRange(ip)) },
    operation,
  )
  const { on, ...typed } = form
  const subnet = parseCidr(ip.subnet)
  const problems = on && subnet ? checkRange(typed, ip.address, subnetOf(subnet.address, subnet.prefix)) : []
  const dirty = on ? !range || !same(range, typed) : range !== undefined
  const input = {
    network: network.name,
    ...whenOf(network),
    remove: range ? { start: range.start, end: range.end } : null,
    add: on ? typed : null,
  }
  return (
    <form
      className="space-y-2"
      onSubmit={(event) => {
        event.preventDefault()
        if (dirty && problems.length === 0) void operation.run(input)
      }}
    >
      <div className={glows ? 'glow-once space-y-2' : 'space-y-2'}>
        <Checkbox checked={on} onCheckedChange={(next) => change({ on: next })} label={t('on')} note={t('onNote')} />
        {on && (
          <>
            <Field layout="beside" label={t('start')} error={errorAt('start', problems)}>
              <TextInput mono className="w-44" value={form.start} onValueChange={(start) => change({ start })} />
            </Field>
            <Field layout="beside" label={t('end')} error={errorAt('end', problems)}>
              <TextInput mono className="w-44" value={form.end} onValueChange={(end) => change({ end })} />
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
      </div>
      {ip.ranges.length > 1 && <p className="text-xs text-muted">{t('moreRanges', { count: ip.ranges.length - 1 })}</p>}
      <OperationFeedback operation={operation} fields={['start', 'end', 'leaseMinutes']} />
      {dirty && problems.length === 0 && <OperationEcho command={networkDhcpCommand(input)} />}
      {dirty && (
        <div className="flex items-center gap-3">
          <Button type="submit" kind="primary" busy={operation.busy} disabled={problems.length > 0}>
            {t('apply')}
          </Button>
          <span className="text-xs text-muted">{t('applyNote')}</span>
        </div>
      )}
    </form>
  )
}

function same(a: DhcpRange, b: DhcpRange): boolean {
  return a.start === b.start && a.end === b.end && a.leaseMinutes === b.leaseMinutes
}

/** All but the host's own address. */
export function suggestRange({ address, subnet }: Pick<NetworkIp, 'address' | 'subnet'>): DhcpRange {
  const parsed = parseCidr(subnet)
  const own = parseIpv4(address)
  if (!parsed || own === null) return { start: '', end: '', leaseMinutes: null }
  const whole = subnetOf(parsed.address, parsed.prefix)
  const last = Math.min(lastOf(whole) - 1, own + 60_000)
  return { start: formatIpv4(Math.min(own + 1, last)), end: formatIpv4(last), leaseMinutes: null }
}
