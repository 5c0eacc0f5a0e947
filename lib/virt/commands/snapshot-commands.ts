import { type Command, virsh } from './command.ts'

/** internal: within the qcow2 files, and with the memory of a VM that runs. */
export const snapshotKinds = ['internal', 'external', 'external-memory'] as const
export type SnapshotKind = (typeof snapshotKinds)[number]
export const revertStates = ['as-it-was', 'running', 'paused'] as const
export const deleteScopes = ['one', 'with-children', 'children'] as const

interface OfSnapshot {
  vm: string
  snapshot: string
}

export interface SnapshotForm extends OfSnapshot {
  description: string
  kind: SnapshotKind
  /** Where the memory goes, for external-memory. */
  memoryFile: string | null
  /** The guest's agent writes out and freezes its file systems. */
  quiesce: boolean
}

export interface RevertInput extends OfSnapshot {
  state: (typeof revertStates)[number]
  force: boolean
}

export interface DeleteSnapshotInput extends OfSnapshot {
  scope: (typeof deleteScopes)[number]
}

export interface DescribeInput extends OfSnapshot {
  description: string
  /** The snapshot's XML with that description. */
  xml: string
}

export function snapshotCreateCommand({ vm, snapshot, description, kind, memoryFile, quiesce }: SnapshotForm): Command {
  return [
    virsh(
      'snapshot-create-as',
      vm,
      snapshot,
      ...(description === '' ? [] : ['--description', description]),
      ...(kind === 'external' ? ['--disk-only', '--atomic', ...(quiesce ? ['--quiesce'] : [])] : []),
      ...(kind === 'external-memory'
        ? ['--memspec', `file=${(memoryFile ?? '').replaceAll(',', ',,')},snapshot=external`, '--atomic']
        : []),
    ),
  ]
}

export function snapshotRevertCommand({ vm, snapshot, state, force }: RevertInput): Command {
  return [
    virsh(
      'snapshot-revert',
      vm,
      snapshot,
      ...(state === 'as-it-was' ? [] : [`--${state}`]),
      ...(force ? ['--force'] : []),
    ),
  ]
}

const scopeOptions = { one: [], 'with-children': ['--children'], children: ['--children-only'] }

export function snapshotDeleteCommand({ vm, snapshot, scope }: DeleteSnapshotInput): Command {
  return [virsh('snapshot-delete', vm, snapshot, ...scopeOptions[scope])]
}

/** snapshot-edit does the same with an editor in between. */
export function snapshotDescribeCommand({ vm, xml }: DescribeInput): Command {
  return [{ ...virsh('snapshot-create', vm, '/dev/stdin', '--redefine'), input: xml }]
}
