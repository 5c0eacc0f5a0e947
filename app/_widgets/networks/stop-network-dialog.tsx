'use client'

import { useTranslations } from 'next-intl'
import { Callout } from '#app/_ui/callout.tsx'
import { networkStopCommand } from '#lib/virt/commands/network-commands.ts'
import { useOperation } from '../operation/use-operation.ts'
import { OperationDialog } from '../storage/operation-dialog.tsx'
import type { NetworkView } from './use-networks.ts'

/** Asks before running VMs lose their link. */
export function StopNetworkDialog({ network, onClose }: { network: NetworkView; onClose: () => void }) {
  const t = useTranslations('networks.stop')
  const operation = useOperation('network-stop')
  const input = { network: network.name }
  const running = [...new Set(network.nics.filter(({ nic }) => nic.target !== null).map(({ vm }) => vm.name))]
  return (
    <OperationDialog
      title={t('title', { name: network.name })}
      size="small"
      operation={operation}
      command={networkStopCommand(input)}
      submit={t('do')}
      danger={running.length > 0}
      onSubmit={async () => (await operation.run(input)) && onClose()}
      onClose={onClose}
    >
      <p className="text-sm">{t('text')}</p>
      {running.length > 0 && <Callout kind="warning">{t('running', { names: running.join(', ') })}</Callout>}
    </OperationDialog>
  )
}
