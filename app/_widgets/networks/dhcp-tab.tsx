'use client'

import { useTranslations } from 'next-intl'
import { Callout } from '#app/_ui/callout.tsx'
import { ipv4Of } from '#lib/virt/xml/network-facts.ts'
import { DhcpRangeForm } from './dhcp-range-form.tsx'
import { LeaseTable } from './lease-table.tsx'
import type { NetworkPanelProps } from './network-panel.tsx'
import { StaticHosts } from './static-hosts.tsx'

/** Which addresses are given out, who always gets the same one, and who has one now. */
export function DhcpTab({ network }: NetworkPanelProps) {
  const t = useTranslations('networks.dhcp')
  const ip = ipv4Of(network.next)
  if (!ip) return <Callout kind="info">{network.facts.mode === 'bridge' ? t('onBridge') : t('noAddress')}</Callout>
  const [range] = ip.ranges
  return (
    <>
      <DhcpRangeForm key={JSON.stringify(range ?? null)} network={network} ip={ip} />
      <StaticHosts network={network} ip={ip} />
      <LeaseTable network={network} />
    </>
  )
}
