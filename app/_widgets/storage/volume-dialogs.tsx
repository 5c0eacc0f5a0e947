'use client'

import { useTranslations } from 'next-intl'
import { Callout } from '#app/_ui/callout.tsx'
import { Field } from '#app/_ui/field.tsx'
import { formatBytes } from '#app/_ui/format-bytes.ts'
import { TextInput } from '#app/_ui/text-input.tsx'
import type { VolumeView } from '#lib/gateway/protocol.ts'
import { checkStorageName } from '#lib/virt/commands/check-storage-name.ts'
import { volumeCloneCommand, volumeDeleteCommand, volumeRenameCommand } from '#lib/virt/commands/storage-commands.ts'
import type { StoragePool } from '#lib/virt/types.ts'
import { useOperation } from '../operation/use-operation.ts'
import { OperationDialog } from './operation-dialog.tsx'
import type { StorageState } from './use-storage.ts'
import { useStorageForm } from './use-storage-form.ts'

export interface VolumeDialogProps {
  volume: VolumeView
  pool: StoragePool
  storage: StorageState
  onClose: () => void
}

export function CloneVolumeDialog({ volume, pool, storage, onClose }: VolumeDialogProps) {
  const t = useTranslations('storage')
  const operation = useOperation('volume-clone')
  const names = storage.volumesOf(pool.name).map(({ name }) => name)
  const { form, change, errorAt, tryAnyway } = useStorageForm({ newName: suggestCopy(volume.name, names) }, operation)
  const problems = checkStorageName('newName', form.newName, operation.busy ? [] : names)
  const input = { pool: pool.name, volume: volume.name, newName: form.newName, linked: volume.backingPath !== null }
  const submit = async () => {
    tryAnyway()
    if (problems.length === 0 && (await operation.run(input))) onClose()
  }
  return (
    <OperationDialog
      title={t('clone.title', { name: volume.name })}
      operation={operation}
      cancellable
      fields={['newName']}
      command={volumeCloneCommand(input)}
      submit={t('clone.submit')}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <Field
        layout="beside"
        label={t('field.newName')}
        hint={t('clone.size', {
          size: formatBytes(volume.allocationBytes),
          free: formatBytes(pool.availableBytes),
        })}
        error={errorAt('newName', problems)}
        reserveError
      >
        <TextInput name="newName" mono value={form.newName} onValueChange={(newName) => change({ newName })} />
      </Field>
      {volume.backingPath && (
        <Callout kind="tip">{t('clone.linked', { name: volume.name, base: volume.backingPath })}</Callout>
      )}
    </OperationDialog>
  )
}

export function RenameVolumeDialog({ volume, pool, storage, onClose }: VolumeDialogProps) {
  const t = useTranslations('storage')
  const operation = useOperation('volume-rename')
  const names = storage.volumesOf(pool.name).map(({ name }) => name)
  const { form, change, errorAt, tryAnyway } = useStorageForm({ newName: volume.name }, operation)
  const problems = checkStorageName('newName', form.newName, operation.busy ? [] : names)
  const newPath = volume.path.slice(0, volume.path.lastIndexOf('/') + 1) + form.newName
  const vms = [...new Set(storage.usersOf(volume).map(({ name }) => name))]
  const input = {
    pool: pool.name,
    volume: volume.name,
    newName: form.newName,
    linked: volume.backingPath !== null,
    disks: vms.map((vm) => ({ vm, path: volume.path, newPath })),
  }
  const submit = async () => {
    tryAnyway()
    if (problems.length === 0 && (await operation.run(input))) onClose()
  }
  return (
    <OperationDialog
      title={t('rename.title', { name: volume.name })}
      operation={operation}
      cancellable
      fields={['newName']}
      command={volumeRenameCommand(input)}
      submit={t('rename.submit')}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <Callout kind="tip">{t('rename.why')}</Callout>
      <Field
        layout="beside"
        label={t('field.newName')}
        hint={vms.length > 0 ? t('rename.vms', { names: vms.join(', ') }) : t('rename.none')}
        error={errorAt('newName', problems)}
        reserveError
      >
        <TextInput name="newName" mono value={form.newName} onValueChange={(newName) => change({ newName })} />
      </Field>
    </OperationDialog>
  )
}

export function DeleteVolumeDialog({ volume, onClose }: VolumeDialogProps) {
  const t = useTranslations('storage')
  const operation = useOperation('volume-delete')
  const input = { pool: volume.pool, volume: volume.name }
  return (
    <OperationDialog
      size="small"
      title={t('delete.title', { name: volume.name })}
      description={t('delete.text')}
      operation={operation}
      command={volumeDeleteCommand(input)}
      submit={t('delete.submit')}
      danger
      onSubmit={() => void operation.run(input).then((done) => done && onClose())}
      onClose={onClose}
    />
  )
}

/** disk.qcow2 → disk-clone.qcow2, as virt-manager names a copy. */
function suggestCopy(name: string, taken: readonly string[]): string {
  const dot = name.lastIndexOf('.')
  const [stem, end] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, '']
  for (let count = 1; ; count++) {
    const copy = `${stem}-clone${count === 1 ? '' : count}${end}`
    if (!taken.includes(copy)) return copy
  }
}
