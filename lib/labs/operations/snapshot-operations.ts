import { z } from 'zod'
import {
  deleteScopes,
  revertStates,
  snapshotCreateCommand,
  snapshotDeleteCommand,
  snapshotDescribeCommand,
  snapshotKinds,
  snapshotRevertCommand,
} from '#lib/virt/commands/snapshot-commands.ts'
import { deleteSnapshot, describeSnapshot, revertSnapshot } from '../snapshots/change-snapshot.ts'
import { createSnapshot } from '../snapshots/create-snapshot.ts'
import { snapshotName, vmName } from './names.ts'
import { operation, type Subject } from './operation.ts'

const existing = z.object({ vm: vmName, snapshot: snapshotName })
const subjects = ({ vm }: { vm: string }): [Subject] => [{ kind: 'vm', name: vm }]
const params = ({ snapshot }: { snapshot: string }) => ({ snapshot })

export const snapshotOperations = {
  'snapshot-create': operation({
    input: z.object({
      vm: vmName,
      // What a new name or text may be, its own check says.
      snapshot: z.string().max(1_000),
      description: z.string().max(10_000),
      kind: z.enum(snapshotKinds),
      memoryFile: z.string().max(4_096).nullable(),
      quiesce: z.boolean(),
    }),
    subjects: (input) => subjects(input),
    params: (input) => params(input),
    command: snapshotCreateCommand,
    run: createSnapshot,
  }),
  'snapshot-revert': operation({
    input: existing.extend({ state: z.enum(revertStates), force: z.boolean() }),
    subjects: (input) => subjects(input),
    params: (input) => params(input),
    command: snapshotRevertCommand,
    run: (input, { libvirt }) => revertSnapshot(libvirt, input),
  }),
  'snapshot-delete': operation({
    input: existing.extend({ scope: z.enum(deleteScopes) }),
    subjects: (input) => subjects(input),
    params: (input) => params(input),
    command: snapshotDeleteCommand,
    run: (input, { libvirt }) => deleteSnapshot(libvirt, input),
  }),
  'snapshot-describe': operation({
    input: existing.extend({ description: z.string().max(10_000), xml: z.string().max(1024 * 1024) }),
    subjects: (input) => subjects(input),
    params: (input) => params(input),
    command: snapshotDescribeCommand,
    run: (input, { libvirt }) => describeSnapshot(libvirt, input),
  }),
}
