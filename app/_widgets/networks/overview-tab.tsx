'use client'

import { useTranslations } from 'next-intl'
import { Callout } from '#app/_ui/callout.tsx'
import { Checkbox } from '#app/_ui/checkbox.tsx'
import { commandText } from '#lib/virt/commands/command.ts'
import { networkAutostartCommand } from '#lib/virt/commands/network-commands.ts'
import { Fact } from '../hardware/form-parts.tsx'
import { useValueGlow } from '../live-state/live-state.tsx'
import { OperationFeedback } from '../operation/operation-feedback.tsx'
import { useOperation } from '../operation/use-operation.ts'
import type { NetworkPanelProps } from './network-panel.tsx'
import { useModeName } from './use-mode-name.ts'

/** The pieces of a network: its mode, its bridge and addresses, and what is plugged in. */
export function OverviewTab({ network, host }: NetworkPanelProps) {
  const t = useTranslations('networks.overview')
  const modeName = useModeName()
  const operation = useOperation('network-autostart')
  const glows = useValueGlow(network.uuid, String(network.autostart))
  const { facts, nics } = network
  const input = { network: network.name, autostart: !network.autostart }
  const modes = ['nat', 'isolated', 'route', 'open', 'bridge'] as const
  const known = modes.find((mode) => mode === facts.mode)
  const outward = ['nat', 'route', 'open'].includes(facts.mode)
  return (
    <>
      <dl className="space-y-1.5">
        <Fact label={t('mode')}>
          {modeName(facts.mode)}
          {facts.device && <code className="ml-1">({facts.device})</code>}
          {known && <span className="block text-xs text-muted">{t(`meaning.${known}`)}</span>}
        </Fact>
        <Fact label={t('bridge')}>{facts.bridge ? <code>{facts.bridge}</code> : t('bridgeAtStart')}</Fact>
        {facts.ips.map((ip) => (
          <Fact key={ip.address} label={ip.family === 'ipv4' ? t('ipv4') : t('ipv6')}>
            <code>{ip.subnet}</code>
            <span className="block text-xs text-muted">{t('gateway', { address: ip.address })}</span>
          </Fact>
        ))}
        {facts.ips.length === 0 && facts.mode !== 'bridge' && <Fact label={t('ipv4')}>{t('noAddress')}</Fact>}
        <Fact label={t('vms')}>
          {nics.length === 0
            ? t('noVms')
            : nics.map(({ vm, nic }) => (
                <span key={nic.mac} className="block">
                  {vm.name} <code className="text-xs text-muted">{nic.mac}</code>{' '}
                  <code className="text-xs">{nic.addresses.map(({ address }) => address).join(' ')}</code>
                </span>
              ))}
        </Fact>
      </dl>
      {network.persistent && (
        <div className={glows ? 'glow-once' : undefined} title={commandText(networkAutostartCommand(input))}>
          <Checkbox
            checked={network.autostart}
            disabled={operation.busy}
            onCheckedChange={() => void operation.run(input)}
            label={t('autostart')}
          />
        </div>
      )}
      <OperationFeedback operation={operation} />
      {outward && host && !host.hasUplink && <Callout kind="info">{t('noUplink')}</Callout>}
    </>
  )
}
