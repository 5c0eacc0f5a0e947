import { z } from 'zod'
import type {
  CdromChange,
  CdromEject,
  DeviceAdd,
  DeviceEdit,
  DeviceRemove,
  DiskAttach,
  DiskDetach,
  DiskEdit,
  NicAttach,
  NicDetach,
  NicEdit,
  NicLink,
} from '#lib/virt/commands/device-input.ts'
import { maxCapacityBytes } from '#lib/virt/commands/check-volume-form.ts'
import { volumeAllocations } from '#lib/virt/commands/volume-form.ts'
import { macvtapModes } from '#lib/virt/xml/device-interface.ts'
import type { DeviceSpec } from '#lib/virt/xml/device-spec.ts'
import { networkName, poolName, vmName, volumeName } from './names.ts'

/** Text that goes into XML and onto a command line: both escape it; no control characters, for neither has room for them. */
const text = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^\P{Cc}*$/u)
const word = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,40}$/)
const path = text(1024).min(1)
const target = z.string().regex(/^[a-z]{2}[a-z]{1,3}$/)
const mac = text(64).min(1)
const count = z
  .number()
  .int()
  .positive()
  .max(2 ** 32)
const when = { live: z.boolean(), config: z.boolean() }

function someWhen<T extends z.ZodRawShape>(shape: T) {
  return z.object({ vm: vmName, ...when, ...shape }).refine(atLeastOne, { path: ['live'] })
}

function atLeastOne(input: object): boolean {
  const { live, config } = input as { live: boolean; config: boolean }
  return live || config
}

const tuning = {
  cache: z.enum(['none', 'writethrough', 'writeback', 'directsync', 'unsafe']).nullable(),
  io: z.enum(['threads', 'native', 'io_uring']).nullable(),
  discard: z.enum(['unmap', 'ignore']).nullable(),
  readonly: z.boolean(),
  shareable: z.boolean(),
  serial: text(64).min(1).nullable(),
}

const newVolume = z.object({
  pool: poolName,
  volume: volumeName,
  capacityBytes: z.number().int().positive().max(maxCapacityBytes),
  format: z.enum(['qcow2', 'raw']),
  allocation: z.enum(volumeAllocations),
  backing: z.null(),
})

export const diskAttach: z.ZodType<DiskAttach, DiskAttach> = someWhen({
  ...tuning,
  device: z.enum(['disk', 'cdrom', 'floppy', 'lun']),
  sourceType: z.enum(['file', 'block']),
  source: path.nullable(),
  format: word.nullable(),
  target,
  bus: word,
  create: newVolume.nullable(),
})

export const diskDetach: z.ZodType<DiskDetach, DiskDetach> = someWhen({
  target,
  remove: z.object({ pool: poolName, volume: volumeName }).nullable(),
})

export const diskEdit: z.ZodType<DiskEdit, DiskEdit> = z
  .object({
    vm: vmName,
    target,
    tuning: z.object(tuning).partial(),
    move: z.object({ bus: word, target }).nullable(),
  })
  .refine((edit) => edit.move !== null || Object.keys(edit.tuning).length > 0, { path: ['tuning'] })

export const cdromEject: z.ZodType<CdromEject, CdromEject> = someWhen({ target, force: z.boolean() })
export const cdromChange: z.ZodType<CdromChange, CdromChange> = someWhen({ target, force: z.boolean(), source: path })

const nicSource = z.discriminatedUnion('type', [
  z.object({ type: z.literal('network'), name: networkName }),
  z.object({ type: z.literal('bridge'), name: networkName }),
  z.object({ type: z.literal('direct'), name: networkName, mode: z.enum(macvtapModes) }),
])

export const nicAttach: z.ZodType<NicAttach, NicAttach> = someWhen({
  source: nicSource,
  model: word,
  mac: mac.nullable(),
})

export const nicEdit: z.ZodType<NicEdit, NicEdit> = someWhen({
  mac,
  source: nicSource.optional(),
  model: word.optional(),
  newMac: mac.optional(),
}).refine(({ source, model, newMac }) => source || model || newMac, { path: ['source'] })

export const nicDetach: z.ZodType<NicDetach, NicDetach> = z
  .object({ vm: vmName, mac, types: z.object({ live: word.optional(), config: word.optional() }) })
  .refine(({ types }) => types.live || types.config, { path: ['types'] })

export const nicLink: z.ZodType<NicLink, NicLink> = someWhen({ mac, up: z.boolean() })

const model = word
const device: z.ZodType<DeviceSpec, DeviceSpec> = z.union([
  z.object({ kind: z.enum(['sound', 'video', 'memballoon', 'panic']), model }),
  z.object({
    kind: z.literal('watchdog'),
    model,
    action: z.enum(['reset', 'shutdown', 'poweroff', 'pause', 'none', 'dump', 'inject-nmi']),
  }),
  z.object({
    kind: z.literal('input'),
    type: z.enum(['tablet', 'mouse', 'keyboard']),
    bus: z.enum(['usb', 'virtio', 'ps2']),
  }),
  z.object({
    kind: z.literal('controller'),
    type: z.enum(['scsi', 'usb', 'virtio-serial', 'pci', 'sata', 'ide', 'ccid']),
    model: model.nullable(),
  }),
  z.object({
    kind: z.literal('rng'),
    source: path.nullable(),
    rateBytes: count.nullable(),
    periodMs: count.nullable(),
  }),
  z.object({ kind: z.literal('tpm'), backend: z.literal('emulator'), model, version: z.enum(['1.2', '2.0']) }),
  z.object({ kind: z.literal('tpm'), backend: z.literal('passthrough'), model, path }),
  z.object({ kind: z.literal('redirdev'), type: z.literal('spicevmc') }),
  z.object({ kind: z.literal('redirdev'), type: z.literal('tcp'), host: text(253).min(1), port: count }),
  z.object({ kind: z.enum(['serial', 'parallel']), type: z.literal('pty') }),
  z.object({ kind: z.enum(['serial', 'parallel']), type: z.literal('file'), path }),
  z.object({ kind: z.literal('console'), target: z.literal('virtio') }),
  z.object({ kind: z.literal('channel'), type: z.enum(['unix', 'spicevmc', 'qemu-vdagent']), name: text(64).min(1) }),
  z.object({
    kind: z.literal('filesystem'),
    driver: z.enum(['path', 'virtiofs']),
    access: z.enum(['mapped', 'passthrough', 'squash']),
    source: path,
    target: text(64).min(1),
    readonly: z.boolean(),
  }),
  z.object({ kind: z.literal('vsock'), cid: count.nullable() }),
])

export const deviceAdd: z.ZodType<DeviceAdd, DeviceAdd> = someWhen({ device })

export const deviceEdit: z.ZodType<DeviceEdit, DeviceEdit> = z.object({ vm: vmName, number: count, device })

export const deviceRemove: z.ZodType<DeviceRemove, DeviceRemove> = z
  .object({
    vm: vmName,
    kind: z.enum([
      'sound',
      'video',
      'watchdog',
      'memballoon',
      'panic',
      'input',
      'controller',
      'rng',
      'tpm',
      'redirdev',
      'serial',
      'parallel',
      'console',
      'channel',
      'filesystem',
      'vsock',
      'hostdev',
      'smartcard',
      'disk',
      'graphics',
    ]),
    alias: text(128).min(1).nullable(),
    number: count.nullable(),
  })
  .refine(({ alias, number }) => alias !== null || number !== null, { path: ['number'] })
