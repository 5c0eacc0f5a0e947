'use client'

import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { Field } from '#app/_ui/field.tsx'
import { formatBytes } from '#app/_ui/format-bytes.ts'
import { TextInput } from '#app/_ui/text-input.tsx'
import { checkStorageName } from '#lib/virt/commands/check-storage-name.ts'
import { volumeUploadCommand } from '#lib/virt/commands/storage-commands.ts'
import { storageError } from '#lib/virt/commands/storage-error.ts'
import type { StoragePool } from '#lib/virt/types.ts'
import { OperationDialog } from './operation-dialog.tsx'
import type { StorageState } from './use-storage.ts'
import { useStorageForm } from './use-storage-form.ts'
import { useUpload } from './use-upload.ts'

interface UploadDialogProps {
  pool: StoragePool
  storage: StorageState
  /** What was dropped. */
  dropped: File | null
  onClose: () => void
}

export function UploadDialog({ pool, storage, dropped, onClose }: UploadDialogProps) {
  const t = useTranslations('storage')
  const operation = useUpload()
  const [file, setFile] = useState(dropped)
  const chooser = useRef<HTMLInputElement>(null)
  const { form, change, errorAt, errorText, tryAnyway } = useStorageForm({ volume: dropped?.name ?? '' }, operation)
  const names = operation.busy ? [] : storage.volumesOf(pool.name).map(({ name }) => name)
  const problems = file ? checkStorageName('volume', form.volume, names) : []
  const free = { pool: pool.name, freeGiB: Math.floor((pool.availableBytes / 1024 ** 3) * 10) / 10 }
  const sizeProblem =
    file === null
      ? null
      : file.size === 0
        ? storageError('file', 'size-zero')
        : file.size > pool.availableBytes
          ? storageError('file', 'size-over-free', free)
          : null

  const submit = async () => {
    tryAnyway()
    if (!file || sizeProblem || problems.length > 0) return
    if (await operation.run({ pool: pool.name, volume: form.volume, file })) onClose()
  }
  const choose = (chosen: File | undefined) => {
    if (!chosen) return
    setFile(chosen)
    change({ volume: chosen.name })
  }
  return (
    <OperationDialog
      title={t('uploading.title', { pool: pool.name })}
      operation={operation}
      cancellable
      fields={['volume']}
      command={
        file && volumeUploadCommand({ pool: pool.name, volume: form.volume, sizeBytes: file.size, file: file.name })
      }
      submit={t('uploading.submit')}
      blocked={file === null}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <Field
        layout="beside"
        label={t('field.file')}
        hint={t('uploading.hint')}
        error={sizeProblem && errorText(sizeProblem)}
        reserveError
      >
        <span className="flex min-w-0 items-center gap-2 text-sm">
          <input
            ref={chooser}
            type="file"
            tabIndex={-1}
            aria-hidden
            className="sr-only"
            data-testid="upload-file"
            onChange={(event) => choose(event.target.files?.[0])}
          />
          <Button onClick={() => chooser.current?.click()} disabled={operation.busy}>
            {t('uploading.choose')}
          </Button>
          <span className="min-w-0 truncate">
            {file ? `${file.name} · ${formatBytes(file.size)}` : t('uploading.none')}
          </span>
        </span>
      </Field>
      <Field layout="beside" label={t('field.name')} error={errorAt('volume', problems)} reserveError>
        <TextInput name="volume" mono value={form.volume} onValueChange={(volume) => change({ volume })} />
      </Field>
    </OperationDialog>
  )
}
