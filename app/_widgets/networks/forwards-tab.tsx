'use client'

import { Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '#app/_ui/button.tsx'
import { Callout } from '#app/_ui/callout.tsx'
import { Field } from '#app/_ui/field.tsx'
import { IconButton } from '#app/_ui/icon-button.tsx'
import { NumberInput } from '#app/_ui/number-input.tsx'
import { Select } from '#app/_ui/select.tsx'
import { TextInput } from '#app/_ui/text-input.tsx'
import { checkPortForwards } from '#lib/virt/commands/network-check.ts'
import { networkForwardsCommand } from '#lib/virt/commands/network-commands.ts'
import type { PortForward } from '#lib/virt/commands/network-form.ts'
import { forwardScriptPath } from '#lib/virt/commands/network-forward-script.ts'
import { gatewayOf, ipv4Of } from '#lib/virt/xml/network-facts.ts'
import { OperationEcho } from '../operation/operation-echo.tsx'
import { OperationFeedback } from '../operation/operation-feedback.tsx'
import { useOperation } from '../operation/use-operation.ts'
import { useStorageForm } from '../storage/use-storage-form.ts'
import { DataTable } from './data-table.tsx'
import type { NetworkPanelProps } from './network-panel.tsx'

const passt = `<interface type='user'>
  <backend type='passt'/>
  <model type='virtio'/>
  <portForward proto='tcp'>
    <range start='8080' to='80'/>
  </portForward>
</interface>`

/** Ports of the host that lead to a VM: by a hook, as <network> has no element for it; and the other way, by passt. */
export function ForwardsTab(props: NetworkPanelProps) {
  const t = useTranslations('networks.forwards')
  const { network, host } = props
  const gateway = gatewayOf(network.facts)
  const reachable = ['nat', 'route', 'open'].includes(network.facts.mode)
  return (
    <>
      <p className="text-xs text-muted">{t('practice')}</p>
      {!gateway || !network.bridge || !reachable ? (
        <Callout kind="info">{t('notHere')}</Callout>
      ) : (
        host && <Hook {...props} host={host} gateway={gateway} bridge={network.bridge} />
      )}
      <details className="text-sm">
        <summary>{t('passt')}</summary>
        <div className="space-y-2 pt-2">
          <p>{t('passtText')}</p>
          <pre className="overflow-x-auto rounded-md bg-sunken p-2.5 font-mono text-xs">{passt}</pre>
        </div>
      </details>
    </>
  )
}

interface HookProps extends NetworkPanelProps {
  host: NonNullable<NetworkPanelProps['host']>
  gateway: string
  bridge: string
}

function Hook({ network, host, refresh, gateway, bridge }: HookProps) {
  const t = useTranslations('networks.forwards')
  const add = useOperation('network-forwards')
  const remove = useOperation('network-forwards')
  const known = host.forwards[network.name] ?? []
  const others = Object.entries(host.forwards).flatMap(([name, list]) => (name === network.name ? [] : list))
  const guests = guestsOf(network)
  const initial: Typed = { protocol: 'tcp', hostPort: 8080, address: guests[0]?.address ?? '', guestPort: 80 }
  const { form, change, errorAt, tryAnyway } = useStorageForm(initial, add)
  const typed = { ...form, hostPort: form.hostPort ?? 0, guestPort: form.guestPort ?? 0 }
  const forwards = [...known, typed]
  const problems = checkPortForwards(forwards, gateway, others)
  const input = (list: PortForward[]) => ({ network: network.name, bridge, forwards: list, apply: network.active })
  const done = async (ok: boolean) => {
    if (ok) await refresh()
  }
  return (
    <>
      <DataTable
        title={t('title')}
        columns={[t('protocol'), t('hostPort'), t('to'), t('actions')]}
        empty={t('none')}
        rows={known.map((forward) => ({
          key: `${forward.protocol} ${forward.hostPort}`,
          cells: [
            forward.protocol,
            forward.hostPort,
            <code key="to">
              {forward.address}:{forward.guestPort}
            </code>,
            <IconButton
              key="remove"
              label={t('remove', { port: String(forward.hostPort) })}
              icon={<Trash2 size={15} />}
              unavailable={remove.busy}
              onClick={async () => done(await remove.run(input(known.filter((one) => one !== forward))))}
            />,
          ],
        }))}
        note={t('note', { path: forwardScriptPath(network.name) })}
      />
      <OperationFeedback operation={remove} />
      <form
        noValidate
        className="space-y-2"
        onSubmit={async (event) => {
          event.preventDefault()
          tryAnyway()
          if (problems.length === 0) await done(await add.run(input(forwards)))
        }}
      >
        <Field layout="beside" label={t('protocol')}>
          <Select
            className="w-28"
            value={form.protocol}
            options={[
              { value: 'tcp', label: 'TCP' },
              { value: 'udp', label: 'UDP' },
            ]}
            onValueChange={(protocol) => change({ protocol: protocol === 'udp' ? 'udp' : 'tcp' })}
          />
        </Field>
        <Field layout="beside" label={t('hostPort')} error={errorAt('hostPort', problems)}>
          <NumberInput value={form.hostPort} min={1} max={65_535} onValueChange={(hostPort) => change({ hostPort })} />
        </Field>
        {guests.length > 0 && (
          <Field layout="beside" label={t('vm')}>
            <Select
              value={guests.some(({ address }) => address === form.address) ? form.address : null}
              placeholder={t('chooseVm')}
              options={guests.map(({ vm, address }) => ({ value: address, label: `${vm} · ${address}` }))}
              onValueChange={(address) => change({ address })}
            />
          </Field>
        )}
        <Field layout="beside" label={t('address')} hint={t('addressHint')} error={errorAt('address', problems)}>
          <TextInput mono className="w-44" value={form.address} onValueChange={(address) => change({ address })} />
        </Field>
        <Field layout="beside" label={t('guestPort')} error={errorAt('guestPort', problems)}>
          <NumberInput
            value={form.guestPort}
            min={1}
            max={65_535}
            onValueChange={(guestPort) => change({ guestPort })}
          />
        </Field>
        <OperationFeedback operation={add} fields={['hostPort', 'address', 'guestPort']} />
        {problems.length === 0 && <OperationEcho command={networkForwardsCommand(input(forwards))} />}
        <Button type="submit" kind="primary" busy={add.busy}>
          {t('add')}
        </Button>
      </form>
    </>
  )
}

interface Typed {
  protocol: 'tcp' | 'udp'
  hostPort: number | null
  address: string
  guestPort: number | null
}

/** Addresses that a VM of the network has or always gets. */
function guestsOf(network: NetworkPanelProps['network']): { vm: string; address: string }[] {
  const hosts = ipv4Of(network.next)?.hosts ?? []
  const found = network.nics.flatMap(({ vm, nic }) => {
    const fixed = hosts.find(({ mac }) => mac === nic.mac)?.address
    const addresses = fixed
      ? [fixed]
      : nic.addresses.flatMap(({ family, address }) => (family === 'ipv4' ? address : []))
    return addresses.map((address) => ({ vm: vm.name, address }))
  })
  return found.filter((one, index) => found.findIndex(({ address }) => address === one.address) === index)
}
