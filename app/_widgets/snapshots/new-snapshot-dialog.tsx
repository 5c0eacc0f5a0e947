'use client'

import { useTranslations } from 'next-intl'
import { Callout } from '#app/_ui/callout.tsx'
import { Checkbox } from '#app/_ui/checkbox.tsx'
import { Field } from '#app/_ui/field.tsx'
import { RadioGroup } from '#app/_ui/radio-group.tsx'
import { TextArea } from '#app/_ui/text-area.tsx'
import { TextInput } from '#app/_ui/text-input.tsx'
import type { SnapshotView } from '#lib/gateway/protocol.ts'
import { checkSnapshot } from '#lib/virt/commands/check-snapshot.ts'
import { snapshotCreateCommand, type SnapshotForm, type SnapshotKind } from '#lib/virt/commands/snapshot-commands.ts'
import { snapshotError } from '#lib/virt/commands/snapshot-error.ts'
import type { Domain } from '#lib/virt/types.ts'
import { snapshotChoices } from '#lib/virt/xml/snapshot-choices.ts'
import { useOperation } from '../operation/use-operation.ts'
import { OperationDialog } from '../storage/operation-dialog.tsx'
import { useStorageForm } from '../storage/use-storage-form.ts'

interface NewSnapshotDialogProps {
  domain: Domain
  snapshots: readonly SnapshotView[]
  onClose: () => void
  onMade: (name: string) => void
}

interface Draft {
  snapshot: string
  description: string
  /** null: what suits the VM best. */
  kind: SnapshotKind | null
  /** null: named after the snapshot. */
  memoryFile: string | null
  quiesce: boolean
}

/** Says before which kind it will be, and why; what cannot be is there too, with the reason. */
export function NewSnapshotDialog({ domain, snapshots, onClose, onMade }: NewSnapshotDialogProps) {
  const t = useTranslations('snapshots')
  const operation = useOperation('snapshot-create')
  const names = snapshots.map(({ name }) => name)
  const { form, change, errorAt, errorText, tryAnyway } = useStorageForm<Draft>(
    { snapshot: suggestName(names), description: '', kind: null, memoryFile: null, quiesce: false },
    operation,
  )
  const choices = snapshotChoices(domain)
  const possible = choices.filter(({ obstacle }) => obstacle === null)
  const chosen = possible.find(({ kind }) => kind === form.kind) ?? possible[0]
  const active = domain.id !== null
  const input: SnapshotForm = {
    vm: domain.name,
    snapshot: form.snapshot,
    description: form.description,
    kind: chosen?.kind ?? 'internal',
    memoryFile: chosen?.kind === 'external-memory' ? (form.memoryFile ?? memoryFileOf(domain, form.snapshot)) : null,
    quiesce: form.quiesce && chosen?.kind === 'external' && active,
  }
  const problems = checkSnapshot(input, operation.busy ? [] : names)
  const submit = async () => {
    tryAnyway()
    if (problems.length > 0 || !(await operation.run(input))) return
    onMade(form.snapshot)
    onClose()
  }
  return (
    <OperationDialog
      title={t('new.title', { vm: domain.name })}
      operation={operation}
      cancellable={chosen?.withMemory}
      fields={['snapshot', 'description', 'kind', 'memoryFile']}
      command={chosen ? snapshotCreateCommand(input) : null}
      submit={t('new.submit')}
      blocked={!chosen}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <Field layout="beside" label={t('field.name')} error={errorAt('snapshot', problems)} reserveError>
        <TextInput name="snapshot" value={form.snapshot} onValueChange={(snapshot) => change({ snapshot })} />
      </Field>
      <Field layout="beside" label={t('field.description')} error={errorAt('description', problems)}>
        <TextArea
          name="description"
          rows={2}
          value={form.description}
          onValueChange={(description) => change({ description })}
        />
      </Field>
      <Field layout="beside" label={t('field.kind')} error={errorAt('kind', [])}>
        <RadioGroup
          name="kind"
          value={chosen?.kind ?? null}
          onValueChange={(kind) => change({ kind: kind as SnapshotKind })}
          options={choices.map(({ kind, obstacle, because, withMemory }) => ({
            value: kind,
            disabled: obstacle !== null,
            label: t(`new.${kind}`, { memory: withMemory ? 'with' : 'without' }),
            note: obstacle
              ? errorText(snapshotError('kind', obstacle, { because }))
              : t(`newNote.${kind}`, { active: active ? 'yes' : 'no' }),
          }))}
        />
      </Field>
      {chosen?.kind === 'external-memory' && (
        <Field layout="beside" label={t('field.memoryFile')} error={errorAt('memoryFile', problems)} reserveError>
          <TextInput
            name="memoryFile"
            mono
            value={input.memoryFile ?? ''}
            onValueChange={(memoryFile) => change({ memoryFile })}
          />
        </Field>
      )}
      {chosen?.kind === 'external' && active && (
        <Checkbox
          checked={form.quiesce}
          onCheckedChange={(quiesce) => change({ quiesce })}
          label={t('new.quiesce')}
          note={t('newNote.quiesce')}
        />
      )}
      <Callout kind="tip">{t('noBackup')}</Callout>
    </OperationDialog>
  )
}

/** As virt-manager does. */
function suggestName(taken: readonly string[]): string {
  for (let count = 1; ; count++) if (!taken.includes(`snapshot${count}`)) return `snapshot${count}`
}

/** Beside the first disk. */
function memoryFileOf({ disks, name }: Domain, snapshot: string): string {
  const path = disks.find(({ device, source }) => device === 'disk' && source?.startsWith('/'))?.source
  const folder = path?.slice(0, path.lastIndexOf('/')) ?? '/var/lib/libvirt/images'
  return `${folder}/${name}.${snapshot}.mem`
}
