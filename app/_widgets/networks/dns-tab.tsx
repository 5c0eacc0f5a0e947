'use client'

import { Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '#app/_ui/button.tsx'
import { Callout } from '#app/_ui/callout.tsx'
import { Field } from '#app/_ui/field.tsx'
import { IconButton } from '#app/_ui/icon-button.tsx'
import { TextInput } from '#app/_ui/text-input.tsx'
import { commandText } from '#lib/virt/commands/command.ts'
import { checkDnsHost, checkDomain, checkForwarders } from '#lib/virt/commands/network-check.ts'
import { networkDnsHostCommand } from '#lib/virt/commands/network-commands.ts'
import type { DnsHost } from '#lib/virt/commands/network-form.ts'
import { editNetworkDns } from '#lib/virt/xml/network-edit.ts'
import { useValueGlow } from '../live-state/live-state.tsx'
import { OperationEcho } from '../operation/operation-echo.tsx'
import { OperationFeedback } from '../operation/operation-feedback.tsx'
import { useOperation } from '../operation/use-operation.ts'
import { useStorageForm } from '../storage/use-storage-form.ts'
import { DataTable } from './data-table.tsx'
import type { NetworkPanelProps } from './network-panel.tsx'
import { RedefineForm } from './redefine-form.tsx'
import { type NetworkView, whenOf } from './use-networks.ts'

/** Whom the network's DNS asks, which domain it has, and which names it knows by itself. */
export function DnsTab({ network }: NetworkPanelProps) {
  const t = useTranslations('networks.dns')
  const { next } = network
  if (next.mode === 'bridge' || !next.dnsEnabled) {
    return <Callout kind="info">{next.mode === 'bridge' ? t('onBridge') : t('disabled')}</Callout>
  }
  return (
    <>
      <ForwarderForm key={JSON.stringify([next.forwarders, next.domain])} network={network} />
      <DnsHosts network={network} />
    </>
  )
}

function ForwarderForm({ network }: { network: NetworkView }) {
  const t = useTranslations('networks.dns')
  const operation = useOperation('network-define')
  const { next } = network
  const glows = useValueGlow(network.uuid, JSON.stringify([next.forwarders, next.domain]))
  const initial = { forwarders: next.forwarders.join(' '), domain: next.domain ?? '' }
  const { form, change, errorAt } = useStorageForm(initial, operation)
  const forwarders = splitList(form.forwarders)
  const domain = form.domain.trim() === '' ? null : form.domain.trim()
  const problems = [...checkForwarders(forwarders), ...(domain === null ? [] : checkDomain(domain))]
  const dirty = forwarders.join(' ') !== next.forwarders.join(' ') || domain !== next.domain
  const whole = network.inactiveXml
  return (
    <div className="space-y-2">
      <div className={glows ? 'glow-once space-y-2' : 'space-y-2'}>
        <Field
          layout="beside"
          label={t('forwarders')}
          hint={t('forwardersHint')}
          error={errorAt('forwarders', problems)}
        >
          <TextInput
            mono
            value={form.forwarders}
            placeholder={t('hostDns')}
            onValueChange={(value) => change({ forwarders: value })}
          />
        </Field>
        <Field layout="beside" label={t('domain')} hint={t('domainHint')} error={errorAt('domain', problems)}>
          <TextInput mono value={form.domain} onValueChange={(value) => change({ domain: value })} />
        </Field>
      </div>
      {dirty && problems.length === 0 && whole && (
        <RedefineForm
          network={network}
          xml={editNetworkDns(whole, { forwarders, domain })}
          operation={operation}
          note={t('redefine')}
        />
      )}
    </div>
  )
}

function DnsHosts({ network }: { network: NetworkView }) {
  const t = useTranslations('networks.dns')
  const add = useOperation('network-dns-host')
  const remove = useOperation('network-dns-host')
  const { dnsHosts } = network.next
  const glows = useValueGlow(network.uuid, JSON.stringify(dnsHosts))
  const { form, change, errorAt } = useStorageForm({ address: '', hostnames: '' }, add)
  const host = { address: form.address.trim(), hostnames: splitList(form.hostnames) }
  const problems = checkDnsHost(host, dnsHosts)
  const changeOf = (action: 'add' | 'delete', one: DnsHost) => ({
    network: network.name,
    ...whenOf(network),
    action,
    host: { address: one.address, hostnames: [...one.hostnames] },
  })
  return (
    <div className={glows ? 'glow-once' : undefined}>
      <DataTable
        title={t('names')}
        columns={[t('address'), t('hostnames'), t('actions')]}
        empty={t('noNames')}
        rows={dnsHosts.map((one) => ({
          key: one.address,
          cells: [
            <code key="address">{one.address}</code>,
            one.hostnames.join(' '),
            <IconButton
              key="remove"
              label={`${t('removeName', { address: one.address })} · ${commandText(networkDnsHostCommand(changeOf('delete', one)))}`}
              icon={<Trash2 size={15} />}
              unavailable={remove.busy}
              onClick={() => void remove.run(changeOf('delete', one))}
            />,
          ],
        }))}
      />
      <OperationFeedback operation={remove} />
      <form
        className="space-y-2 pt-2"
        onSubmit={async (event) => {
          event.preventDefault()
          if (problems.length === 0 && (await add.run(changeOf('add', host)))) change({ address: '', hostnames: '' })
        }}
      >
        <Field
          layout="beside"
          label={t('address')}
          error={form.address === '' ? undefined : errorAt('address', problems)}
        >
          <TextInput mono className="w-44" value={form.address} onValueChange={(address) => change({ address })} />
        </Field>
        <Field
          layout="beside"
          label={t('hostnames')}
          hint={t('hostnamesHint')}
          error={form.hostnames === '' ? undefined : errorAt('hostnames', problems)}
        >
          <TextInput mono value={form.hostnames} onValueChange={(hostnames) => change({ hostnames })} />
        </Field>
        <OperationFeedback operation={add} fields={['address', 'hostnames']} />
        {problems.length === 0 && <OperationEcho command={networkDnsHostCommand(changeOf('add', host))} />}
        <Button type="submit" busy={add.busy} disabled={problems.length > 0}>
          {t('addName')}
        </Button>
      </form>
    </div>
  )
}

/** Words with blanks or commas between. */
export function splitList(text: string): string[] {
  return text.split(/[\s,，、;]+/).filter((word) => word !== '')
}
