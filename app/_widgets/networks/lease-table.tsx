'use client'

import { useTranslations } from 'next-intl'
import { useNow } from '#app/_ui/use-now.ts'
import { DataTable } from './data-table.tsx'
import type { NetworkView } from './use-networks.ts'

/** Addresses that were given out and still hold: virsh net-dhcp-leases. */
export function LeaseTable({ network }: { network: NetworkView }) {
  const t = useTranslations('networks.leases')
  const now = useNow(5_000)
  const leases = network.leases.filter(({ expiresAt }) => expiresAt > now)
  const owner = (mac: string) => network.nics.find(({ nic }) => nic.mac === mac)?.vm.name ?? '–'
  return (
    <DataTable
      title={t('title')}
      columns={[t('address'), t('hostname'), t('vm'), t('mac'), t('expires')]}
      empty={t('none')}
      rows={leases.map((lease) => ({
        key: `${lease.mac} ${lease.address}`,
        cells: [
          <code key="address">{lease.address}</code>,
          lease.hostname ?? '–',
          owner(lease.mac),
          <code key="mac">{lease.mac}</code>,
          t('inMinutes', { minutes: Math.max(1, Math.ceil((lease.expiresAt - now) / 60_000)) }),
        ],
      }))}
      note={t('note', { network: network.name })}
    />
  )
}
