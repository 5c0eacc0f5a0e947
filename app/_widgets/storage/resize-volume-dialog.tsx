'use client'

import { useTranslations } from 'next-intl'
import { Callout } from '#app/_ui/callout.tsx'
import { Checkbox } from '#app/_ui/checkbox.tsx'
import { formatBytes } from '#app/_ui/format-bytes.ts'
import { checkCapacity } from '#lib/virt/commands/check-volume-form.ts'
import { blockResizeCommand, volumeResizeCommand } from '#lib/virt/commands/storage-commands.ts'
import { storageError } from '#lib/virt/commands/storage-error.ts'
import { useOperation } from '../operation/use-operation.ts'
import { OperationDialog } from './operation-dialog.tsx'
import { SizeField, sizeBytes, toSize } from './size-field.tsx'
import { useStorageForm } from './use-storage-form.ts'
import type { VolumeDialogProps } from './volume-dialogs.tsx'

/** Through libvirt's storage while nobody has it open, through QEMU while a VM runs on it. */
export function ResizeVolumeDialog({ volume, pool, storage, onClose }: VolumeDialogProps) {
  const t = useTranslations('storage')
  const offline = useOperation('volume-resize')
  const online = useOperation('vm-block-resize')
  const user = storage.usersOf(volume).find((one) => one.kind === 'vm' && one.running && !one.behind)
  const running = user?.kind === 'vm' ? user : null
  const operation = running ? online : offline
  const { form, change, errorAt, errorText, tryAnyway } = useStorageForm(
    { capacityBytes: toSize(volume.capacityBytes), shrink: false },
    operation,
  )
  const capacityBytes = sizeBytes(form.capacityBytes)
  const smaller = capacityBytes > 0 && capacityBytes < volume.capacityBytes
  const shrink = smaller && form.shrink
  const problems = [
    ...checkCapacity(capacityBytes),
    ...(smaller && running ? [storageError('capacityBytes', 'shrink-runs', { vm: running.name })] : []),
    ...(smaller && !running && !shrink ? [storageError('capacityBytes', 'shrink-unconfirmed')] : []),
  ]
  const free = { pool: pool.name, freeGiB: Math.floor((pool.availableBytes / 1024 ** 3) * 10) / 10 }
  const promised = capacityBytes - volume.allocationBytes > pool.availableBytes
  const key = { pool: pool.name, volume: volume.name, capacityBytes }
  const disk = running && { ...key, vm: running.name, disk: running.target }

  const submit = async () => {
    tryAnyway()
    if (problems.length > 0) return
    if (disk ? await online.run(disk) : await offline.run({ ...key, shrink })) onClose()
  }
  return (
    <OperationDialog
      title={t('resize.title', { name: volume.name })}
      operation={operation}
      fields={['capacityBytes']}
      command={disk ? blockResizeCommand(disk) : volumeResizeCommand({ ...key, shrink })}
      submit={t('resize.submit')}
      danger={shrink}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <SizeField
        size={form.capacityBytes}
        onSize={(next) => change({ capacityBytes: next })}
        hint={t('resize.now', { size: formatBytes(volume.capacityBytes) })}
        error={errorAt('capacityBytes', problems)}
        warning={promised ? errorText(storageError('capacityBytes', 'size-promised', free)) : undefined}
      />
      {!running && (
        <Checkbox
          checked={form.shrink}
          disabled={!smaller}
          onCheckedChange={(value) => change({ shrink: value })}
          label={t('resize.shrink')}
          note={t('resize.shrinkNote')}
        />
      )}
      <Callout kind="tip">{running ? t('resize.runs', { vm: running.name }) : t('resize.inside')}</Callout>
    </OperationDialog>
  )
}
