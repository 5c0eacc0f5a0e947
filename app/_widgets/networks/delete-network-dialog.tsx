'use client'

import { useTranslations } from 'next-intl'
import { Callout } from '#app/_ui/callout.tsx'
import { networkDeleteCommand } from '#lib/virt/commands/network-commands.ts'
import { useOperation } from '../operation/use-operation.ts'
import { OperationDialog } from '../storage/operation-dialog.tsx'
import type { NetworkView } from './use-networks.ts'

export interface DeleteNetworkDialogProps {
  network: NetworkView
  /** It has port forwards, which go with it. */
  forwards: boolean
  onClose: () => void
}

/** Deleting cannot be undone; VMs that name the network do not start without it. */
export function DeleteNetworkDialog({ network, forwards, onClose }: DeleteNetworkDialogProps) {
  const t = useTranslations('networks.delete')
  const operation = useOperation('network-delete')
  const input = { network: network.name, stop: network.active, forwards }
  const users = [...new Set(network.nics.map(({ vm }) => vm.name))]
  return (
    <OperationDialog
      title={t('title', { name: network.name })}
      size="small"
      operation={operation}
      command={networkDeleteCommand(input)}
      submit={t('do')}
      danger
      onSubmit={async () => (await operation.run(input)) && onClose()}
      onClose={onClose}
    >
      <p className="text-sm">{t('text')}</p>
      {users.length > 0 && <Callout kind="warning">{t('users', { names: users.join(', ') })}</Callout>}
      {forwards && <p className="text-sm">{t('forwards')}</p>}
    </OperationDialog>
  )
}
