import { z } from 'zod'
import { cloneCommand, cloneWays } from '#lib/virt/commands/clone-commands.ts'
import { cloneDomain } from '../clone/clone-domain.ts'
import { poolName, vmName, volumeName } from './names.ts'
import { operation, type Subject } from './operation.ts'

/** What a new name may be, its own check says. */
const newName = z.string().max(1_000)
const path = z
  .string()
  .max(4_096)
  .regex(/^\/\P{Cc}*$/u)

export const cloneOperations = {
  'vm-clone': operation({
    input: z.object({
      vm: vmName,
      name: newName,
      disks: z
        .array(
          z.object({
            target: z.string().regex(/^[a-z][a-z0-9]{1,15}$/),
            way: z.enum(cloneWays),
            volume: z.object({ pool: poolName, name: volumeName, newName, newPath: z.string().max(5_000) }).nullable(),
            capacityBytes: z.number().int().nonnegative(),
            format: z.enum(['qcow2', 'raw']).nullable(),
            isLinked: z.boolean(),
            alwaysShared: z.boolean(),
          }),
        )
        .max(64),
      macs: z.array(z.string().max(64)).max(64),
      nvram: z.object({ from: path, to: path }).nullable(),
    }),
    subjects: ({ name, disks }) => [
      { kind: 'vm', name },
      ...disks.flatMap(({ way, volume }): Subject[] =>
        volume && way !== 'share' ? [{ kind: 'volume', name: volume.newName }] : [],
      ),
    ],
    params: ({ vm }) => ({ from: vm }),
    command: cloneCommand,
    run: cloneDomain,
  }),
}
