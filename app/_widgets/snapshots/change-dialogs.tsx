'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Callout } from '#app/_ui/callout.tsx'
import { Checkbox } from '#app/_ui/checkbox.tsx'
import { Field } from '#app/_ui/field.tsx'
import { RadioGroup } from '#app/_ui/radio-group.tsx'
import { TextArea } from '#app/_ui/text-area.tsx'
import type { SnapshotView } from '#lib/gateway/protocol.ts'
import { checkDescription } from '#lib/virt/commands/check-snapshot.ts'
import {
  deleteScopes,
  type DeleteSnapshotInput,
  revertStates,
  type RevertInput,
  snapshotDeleteCommand,
  snapshotDescribeCommand,
  snapshotRevertCommand,
} from '#lib/virt/commands/snapshot-commands.ts'
import type { Domain } from '#lib/virt/types.ts'
import { describedSnapshotXml } from '#lib/virt/xml/snapshot-edit.ts'
import { useOperation } from '../operation/use-operation.ts'
import { OperationDialog } from '../storage/operation-dialog.tsx'
import { useStorageForm } from '../storage/use-storage-form.ts'
import { descendantsOf } from './snapshot-tree-order.ts'

export interface SnapshotDialogProps {
  domain: Domain
  snapshot: SnapshotView
  snapshots: readonly SnapshotView[]
  onClose: () => void
}

export function RevertDialog({ domain, snapshot, onClose }: SnapshotDialogProps) {
  const t = useTranslations('snapshots')
  const operation = useOperation('snapshot-revert')
  const [state, setState] = useState<RevertInput['state']>('as-it-was')
  const [force, setForce] = useState(false)
  const input = { vm: domain.name, snapshot: snapshot.name, state, force }
  return (
    <OperationDialog
      title={t('revert.title', { vm: domain.name, name: snapshot.name })}
      operation={operation}
      command={snapshotRevertCommand(input)}
      submit={t('revert.submit')}
      danger
      onSubmit={() => void operation.run(input).then((done) => done && onClose())}
      onClose={onClose}
    >
      <Callout kind="warning">{t('revert.lost')}</Callout>
      <p className="text-sm">{t(domain.id === null ? 'revert.isOff' : 'revert.restarts')}</p>
      <Field layout="beside" label={t('revert.then')}>
        <RadioGroup
          value={state}
          onValueChange={(value) => setState(value as RevertInput['state'])}
          options={revertStates.map((value) => ({ value, label: t(`revert.${value}`) }))}
        />
      </Field>
      <Checkbox checked={force} onCheckedChange={setForce} label={t('revert.force')} note={t('revert.forceNote')} />
    </OperationDialog>
  )
}

export function DeleteDialog({ domain, snapshot, snapshots, onClose }: SnapshotDialogProps) {
  const t = useTranslations('snapshots')
  const operation = useOperation('snapshot-delete')
  const [scope, setScope] = useState<DeleteSnapshotInput['scope']>('one')
  const after = descendantsOf(snapshots, snapshot.name)
  const parent = snapshots.find(({ name }) => name === snapshot.parent)
  const external = snapshot.location === 'external'
  const input = { vm: domain.name, snapshot: snapshot.name, scope }
  return (
    <OperationDialog
      title={t('delete.title', { name: snapshot.name })}
      operation={operation}
      command={snapshotDeleteCommand(input)}
      submit={t('delete.submit')}
      danger
      onSubmit={() => void operation.run(input).then((done) => done && onClose())}
      onClose={onClose}
    >
      <p className="text-sm">{t(external ? 'delete.external' : 'delete.internal')}</p>
      {after.length > 0 && (
        <Field layout="beside" label={t('delete.scope')}>
          <RadioGroup
            value={scope}
            onValueChange={(value) => setScope(value as DeleteSnapshotInput['scope'])}
            options={deleteScopes.map((value) => ({
              value,
              label: t(`delete.${value}`, { names: after.map(({ name }) => name).join(', ') }),
              disabled: value !== 'one' && after.some(({ location }) => location === 'external'),
              note:
                value !== 'one' && after.some(({ location }) => location === 'external')
                  ? t('delete.oneByOne')
                  : undefined,
            }))}
          />
        </Field>
      )}
      {external && parent?.location === 'internal' && <Callout kind="warning">{t('delete.mixed')}</Callout>}
    </OperationDialog>
  )
}

export function DescribeDialog({ domain, snapshot, onClose }: SnapshotDialogProps) {
  const t = useTranslations('snapshots')
  const operation = useOperation('snapshot-describe')
  const { form, change, errorAt, tryAnyway } = useStorageForm({ description: snapshot.description }, operation)
  const problems = checkDescription(form.description)
  const xml = describedSnapshotXml(snapshot.xml, form.description)
  const input = { vm: domain.name, snapshot: snapshot.name, description: form.description, xml }
  const submit = async () => {
    tryAnyway()
    if (problems.length === 0 && (await operation.run(input))) onClose()
  }
  return (
    <OperationDialog
      title={t('describe.title', { name: snapshot.name })}
      description={t('describe.note')}
      operation={operation}
      fields={['description']}
      command={snapshotDescribeCommand(input)}
      submit={t('describe.submit')}
      blocked={form.description === snapshot.description}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <Field label={t('field.description')} error={errorAt('description', problems)} reserveError>
        <TextArea
          name="description"
          value={form.description}
          onValueChange={(description) => change({ description })}
        />
      </Field>
    </OperationDialog>
  )
}
