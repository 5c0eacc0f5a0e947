import { z } from 'zod'
import { type PoolForm, poolTypes } from '#lib/virt/commands/pool-form.ts'
import {
  blockResizeCommand,
  poolAutostartCommand,
  poolCreateCommand,
  poolRefreshCommand,
  poolRemoveCommand,
  poolStartCommand,
  poolStopCommand,
  volumeCloneCommand,
  volumeCreateCommand,
  volumeDeleteCommand,
  volumeRenameCommand,
  volumeResizeCommand,
  volumeUploadCommand,
} from '#lib/virt/commands/storage-commands.ts'
import { volumeAllocations } from '#lib/virt/commands/volume-form.ts'
import { setPoolAutostart, startPool, stopPool } from '#lib/virt/pool-lifecycle.ts'
import { lookupPool, refreshPool } from '#lib/virt/pool.ts'
import { cloneVolume } from '../storage/clone-volume.ts'
import { createPool } from '../storage/create-pool.ts'
import { createVolume } from '../storage/create-volume.ts'
import { deleteUnusedVolume } from '../storage/delete-volume.ts'
import { removePool } from '../storage/remove-pool.ts'
import { renameVolume } from '../storage/rename-volume.ts'
import { resizeDisk, resizeVolume } from '../storage/resize-volume.ts'
import { uploadVolume } from '../storage/upload-volume.ts'
import { poolName, vmName, volumeName } from './names.ts'
import { operation } from './operation.ts'

/** A new name is looked at by the operation itself, which says what is wrong with it. */
const newName = z.string().max(1_000)
const text = z.string().max(1_000).nullable()
const capacityBytes = z.number().int()
const path = z
  .string()
  .max(4_096)
  .regex(/^\/\P{Cc}+$/u)

const onPool = z.object({ pool: poolName })
const onVolume = z.object({ pool: poolName, volume: volumeName })

const poolForm: z.ZodType<PoolForm> = z.object({
  pool: newName,
  type: z.enum(poolTypes),
  target: text,
  host: text,
  sourcePath: text,
  sourceDevice: text,
  sourceName: text,
  format: text,
  initiator: text,
  permissions: z.object({ mode: z.string().max(8), owner: z.number(), group: z.number() }).nullable(),
  build: z.boolean(),
  start: z.boolean(),
  autostart: z.boolean(),
})

const pool = ({ pool: name }: { pool: string }) => [{ kind: 'pool', name }] as const
const volume = ({ volume: name }: { volume: string }) => [{ kind: 'volume', name }] as const

export const storageOperations = {
  'pool-create': operation({
    input: poolForm,
    subjects: (input) => pool(input),
    command: (input) => poolCreateCommand(input),
    run: createPool,
  }),
  'pool-start': operation({
    input: onPool,
    subjects: (input) => pool(input),
    command: (input) => poolStartCommand(input),
    run: async (input, { libvirt }) => startPool(libvirt, await lookupPool(libvirt, { name: input.pool })),
  }),
  'pool-stop': operation({
    input: onPool,
    subjects: (input) => pool(input),
    command: (input) => poolStopCommand(input),
    run: async (input, { libvirt }) => stopPool(libvirt, await lookupPool(libvirt, { name: input.pool })),
  }),
  'pool-refresh': operation({
    input: onPool,
    subjects: (input) => pool(input),
    command: (input) => poolRefreshCommand(input),
    run: async (input, { libvirt }) => refreshPool(libvirt, await lookupPool(libvirt, { name: input.pool })),
  }),
  'pool-autostart': operation({
    input: onPool.extend({ autostart: z.boolean() }),
    subjects: (input) => pool(input),
    command: (input) => poolAutostartCommand(input),
    async run({ pool, autostart }, { libvirt }) {
      await setPoolAutostart(libvirt, { ...(await lookupPool(libvirt, { name: pool })), autostart })
    },
  }),
  'pool-remove': operation({
    input: onPool.extend({
      stop: z.boolean(),
      volumes: z.array(volumeName).max(1_000),
      deleteTarget: z.boolean(),
      undefine: z.boolean(),
    }),
    subjects: (input) => [...pool(input), ...input.volumes.map((name) => ({ kind: 'volume', name }) as const)],
    command: (input) => poolRemoveCommand(input),
    run: (input, { libvirt }) => removePool(libvirt, input),
  }),
  'volume-create': operation({
    input: z.object({
      pool: poolName,
      volume: newName,
      format: z.enum(['qcow2', 'raw']),
      capacityBytes,
      allocation: z.enum(volumeAllocations),
      backing: z.object({ volume: volumeName, format: z.enum(['qcow2', 'raw']) }).nullable(),
    }),
    subjects: (input) => volume(input),
    command: (input) => volumeCreateCommand(input),
    run: createVolume,
    params: ({ pool }) => ({ pool }),
  }),
  'volume-clone': operation({
    input: onVolume.extend({ newName, linked: z.boolean() }),
    subjects: ({ newName: name }) => [{ kind: 'volume', name }],
    command: (input) => volumeCloneCommand(input),
    run: cloneVolume,
    params: ({ pool, volume }) => ({ pool, from: volume }),
  }),
  'volume-resize': operation({
    input: onVolume.extend({ capacityBytes, shrink: z.boolean() }),
    subjects: (input) => volume(input),
    command: (input) => volumeResizeCommand(input),
    run: (input, { libvirt }) => resizeVolume(libvirt, input),
    params: ({ pool }) => ({ pool }),
  }),
  'vm-block-resize': operation({
    input: onVolume.extend({ vm: vmName, disk: z.string().regex(/^[a-z]{1,8}$/), capacityBytes }),
    subjects: (input) => [{ kind: 'vm', name: input.vm }, ...volume(input)],
    command: (input) => blockResizeCommand(input),
    run: (input, { libvirt }) => resizeDisk(libvirt, input),
    params: ({ volume, disk }) => ({ volume, disk }),
  }),
  'volume-delete': operation({
    input: onVolume,
    subjects: (input) => volume(input),
    command: (input) => volumeDeleteCommand(input),
    run: (input, { libvirt }) => deleteUnusedVolume(libvirt, input),
    params: ({ pool }) => ({ pool }),
  }),
  'volume-upload': operation({
    input: z.object({ pool: poolName, volume: newName, sizeBytes: z.number().int(), file: z.string().max(1_000) }),
    subjects: (input) => volume(input),
    command: (input) => volumeUploadCommand(input),
    run: uploadVolume,
    params: ({ pool }) => ({ pool }),
  }),
  'volume-rename': operation({
    input: onVolume.extend({
      newName,
      linked: z.boolean(),
      disks: z.array(z.object({ vm: vmName, path, newPath: path })).max(100),
    }),
    subjects: (input) => [
      { kind: 'volume', name: input.newName },
      ...volume(input),
      ...input.disks.map(({ vm }) => ({ kind: 'vm', name: vm }) as const),
    ],
    command: (input) => volumeRenameCommand(input),
    run: renameVolume,
    params: ({ pool, volume }) => ({ pool, from: volume }),
  }),
}
