'use client'

import { Disc3, HardDrive } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { classNames } from '#app/_ui/class-names.ts'
import { Field } from '#app/_ui/field.tsx'
import { TextInput } from '#app/_ui/text-input.tsx'
import type { DiskImage, MediaFile } from '#lib/virt/commands/create-limits.ts'
import { formatBytes } from '#app/_ui/format-bytes.ts'

export interface FileChoiceProps {
  label: string
  hint?: string
  error?: string
  empty: string
  value: string
  onValueChange: (path: string) => void
  files: readonly (MediaFile | DiskImage)[]
}

/** A path, typed or taken from the files in the pools. */
export function FileChoice({ label, hint, error, empty, value, onValueChange, files }: FileChoiceProps) {
  const t = useTranslations('wizard.media')
  return (
    <div className="space-y-2">
      <Field label={label} hint={hint} error={error} reserveError>
        <TextInput mono value={value} onValueChange={onValueChange} placeholder="/var/lib/libvirt/images/…" />
      </Field>
      {files.length === 0 ? (
        <p className="text-sm text-muted">{empty}</p>
      ) : (
        <ul
          aria-label={t('files')}
          className="scroll-thin max-h-44 divide-y divide-line overflow-y-auto rounded-md border border-line"
        >
          {files.map((file) => (
            <li key={file.path}>
              <FileRow file={file} chosen={file.path === value} onChoose={() => onValueChange(file.path)} />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function FileRow({ file, chosen, onChoose }: { file: MediaFile | DiskImage; chosen: boolean; onChoose: () => void }) {
  const t = useTranslations('wizard.media')
  const disk = 'usedBy' in file
  const used = disk && file.usedBy.length > 0
  const Icon = disk ? HardDrive : Disc3
  return (
    <button
      type="button"
      aria-pressed={chosen}
      disabled={used}
      onClick={onChoose}
      className={classNames(
        'flex min-h-8 w-full items-center gap-2 px-2.5 py-1 text-left text-sm outline-offset-[-2px] enabled:hover:bg-hover disabled:text-muted',
        chosen && 'bg-accent-soft',
      )}
    >
      <Icon size={15} className={chosen ? 'shrink-0 text-accent' : 'shrink-0 text-muted'} aria-hidden />
      <span className="min-w-0 flex-1 truncate font-mono text-xs">{file.name}</span>
      <span className="shrink-0 text-xs text-muted">
        {used
          ? t('usedBy', { names: file.usedBy.join(', ') })
          : `${formatBytes(file.sizeBytes)} · ${t('pool', { pool: file.pool })}`}
      </span>
    </button>
  )
}
