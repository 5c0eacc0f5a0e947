'use client'

import { Pencil, Plus, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { IconButton } from '#app/_ui/icon-button.tsx'
import { commandText } from '#lib/virt/commands/command.ts'
import { networkHostCommand } from '#lib/virt/commands/network-commands.ts'
import type { StaticHost } from '#lib/virt/commands/network-form.ts'
import type { NetworkIp } from '#lib/virt/xml/network-facts.ts'
import { useValueGlow } from '../live-state/live-state.tsx'
import { OperationFeedback } from '../operation/operation-feedback.tsx'
import { useOperation } from '../operation/use-operation.ts'
import { DataTable } from './data-table.tsx'
import { StaticHostDialog } from './static-host-dialog.tsx'
import { type NetworkView, whenOf } from './use-networks.ts'

/** Addresses that always go to the same MAC. */
export function StaticHosts({ network, ip }: { network: NetworkView; ip: NetworkIp }) {
  const t = useTranslations('networks.hosts')
  const remove = useOperation('network-host')
  const [open, setOpen] = useState<StaticHost | 'new' | null>(null)
  const opener = useRef<HTMLElement | null>(null)
  const glows = useValueGlow(network.uuid, JSON.stringify(ip.hosts))
  const show = (what: StaticHost | 'new') => {
    opener.current = document.activeElement as HTMLElement | null
    setOpen(what)
  }
  const removal = (host: StaticHost) => ({
    network: network.name,
    ...whenOf(network),
    action: 'delete' as const,
    host,
  })
  return (
    <div className={glows ? 'glow-once' : undefined}>
      <DataTable
        title={t('title')}
        columns={[t('mac'), t('address'), t('hostname'), t('actions')]}
        empty={t('none')}
        action={
          <Button icon={<Plus size={15} />} onClick={() => show('new')}>
            {t('add')}
          </Button>
        }
        rows={ip.hosts.map((host) => ({
          key: `${host.mac} ${host.address}`,
          cells: [
            <span key="mac">
              <code>{host.mac}</code>{' '}
              <span className="text-muted">{network.nics.find(({ nic }) => nic.mac === host.mac)?.vm.name}</span>
            </span>,
            <code key="address">{host.address}</code>,
            host.hostname ?? '–',
            <span key="actions" className="flex">
              <IconButton label={t('edit', { mac: host.mac })} icon={<Pencil size={15} />} onClick={() => show(host)} />
              <IconButton
                label={`${t('remove', { mac: host.mac })} · ${commandText(networkHostCommand(removal(host)))}`}
                icon={<Trash2 size={15} />}
                unavailable={remove.busy}
                onClick={() => void remove.run(removal(host))}
              />
            </span>,
          ],
        }))}
        note={t('note')}
      />
      <OperationFeedback operation={remove} />
      {open && (
        <StaticHostDialog
          network={network}
          ip={ip}
          edited={open === 'new' ? null : open}
          onClose={() => {
            setOpen(null)
            setTimeout(() => opener.current?.focus())
          }}
        />
      )}
    </div>
  )
}
