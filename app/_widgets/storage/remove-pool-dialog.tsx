'use client'

import { useTranslations } from 'next-intl'
import { Callout } from '#app/_ui/callout.tsx'
import { Checkbox } from '#app/_ui/checkbox.tsx'
import { poolRemoveCommand } from '#lib/virt/commands/storage-commands.ts'
import type { VolumeView } from '#lib/gateway/protocol.ts'
import type { StoragePool } from '#lib/virt/types.ts'
import { useOperation } from '../operation/use-operation.ts'
import { OperationDialog } from './operation-dialog.tsx'
import type { StorageState } from './use-storage.ts'
import { useStorageForm } from './use-storage-form.ts'

interface RemovePoolDialogProps {
  pool: StoragePool
  storage: StorageState
  onClose: () => void
}

/** Undefines a pool; what is in it goes only where that is said. */
export function RemovePoolDialog({ pool, storage, onClose }: RemovePoolDialogProps) {
  const t = useTranslations('storage.remove')
  const operation = useOperation('pool-remove')
  const { form, change } = useStorageForm({ volumes: false, target: false }, operation)
  const volumes = storage.volumesOf(pool.name)
  const needed = volumes.flatMap((volume) =>
    storage.usersOf(volume).filter((user) => user.kind === 'vm' || user.pool !== pool.name),
  )
  const names = [...new Set(needed.map(({ name }) => name))].join(', ')
  const active = pool.state === 'running'
  const clears = form.volumes && needed.length === 0
  const emptied = active && (clears || volumes.length === 0)
  const input = {
    pool: pool.name,
    stop: active,
    volumes: clears ? linkedFirst(volumes).map(({ name }) => name) : [],
    deleteTarget: form.target && emptied && pool.type === 'dir',
    undefine: pool.persistent,
  }
  return (
    <OperationDialog
      title={t('title', { name: pool.name })}
      description={t('text')}
      operation={operation}
      command={poolRemoveCommand(input)}
      submit={t('submit')}
      danger
      onSubmit={() => void operation.run(input).then((done) => done && onClose())}
      onClose={onClose}
    >
      {names !== '' && <Callout kind="warning">{t('inUse', { names })}</Callout>}
      {volumes.length > 0 && (
        <Checkbox
          checked={clears}
          disabled={needed.length > 0}
          onCheckedChange={(value) => change({ volumes: value })}
          label={t('volumes', { count: volumes.length })}
          note={needed.length > 0 ? t('contentsKept', { names }) : volumes.map(({ name }) => name).join(', ')}
        />
      )}
      {active && pool.type === 'dir' && (
        <Checkbox
          checked={input.deleteTarget}
          disabled={!emptied}
          onCheckedChange={(target) => change({ target })}
          label={t('target')}
          note={<code className="font-mono">{pool.targetPath}</code>}
        />
      )}
    </OperationDialog>
  )
}

/** Each volume before the one that it is linked to. */
function linkedFirst(volumes: readonly VolumeView[]): VolumeView[] {
  const byPath = new Map(volumes.map((volume) => [volume.path, volume]))
  const depth = (volume: VolumeView, seen = 0): number => {
    const base = volume.backingPath === null ? undefined : byPath.get(volume.backingPath)
    return base && seen < volumes.length ? 1 + depth(base, seen + 1) : 0
  }
  return volumes.toSorted((a, b) => depth(b) - depth(a))
}
