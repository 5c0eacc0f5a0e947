import { z } from 'zod'

export const createMethods = ['iso', 'url', 'pxe', 'import'] as const
export type CreateMethod = (typeof createMethods)[number]

const text = z.string().max(4096)
const count = z.number().nullable()

/** Shape of what the browser sends. What the values mean is checked by `checkCreateForm`, at both ends. */
export const createFormSchema = z.object({
  method: z.enum(createMethods),
  isoPath: text,
  url: text,
  /** Kernel arguments for the installer that `url` boots. */
  kernelArgs: text,
  importPath: text,
  /** Take the operating system from the media; `osId` is then what was found in it. */
  osDetect: z.boolean(),
  /** libosinfo short id, or `generic`. */
  osId: z.string().max(200).nullable(),
  memoryMiB: count,
  vcpus: count,
  storage: z.enum(['create', 'existing', 'none']),
  pool: text,
  format: z.enum(['qcow2', 'raw', 'qed']),
  sizeGiB: count,
  allocateNow: z.boolean(),
  storagePath: text,
  name: text,
  /** Name of a libvirt network; empty for none. */
  network: text,
  firmware: z.enum(['bios', 'uefi']),
  /** Empty: as virt-install chooses for the operating system. So below. */
  machine: z.enum(['', 'q35', 'pc']),
  cpuMode: z.enum(['', 'host-model', 'host-passthrough', 'maximum']),
  diskBus: z.enum(['', 'virtio', 'sata', 'scsi', 'ide', 'usb']),
  nicModel: z.enum(['', 'virtio', 'e1000e', 'e1000', 'rtl8139']),
  bootMenu: z.boolean(),
  autostart: z.boolean(),
})

export type CreateForm = z.infer<typeof createFormSchema>

/** The wizard as it opens, before anything is known of the host. */
export const emptyCreateForm: CreateForm = {
  method: 'iso',
  isoPath: '',
  url: '',
  kernelArgs: '',
  importPath: '',
  osDetect: true,
  osId: null,
  memoryMiB: 1024,
  vcpus: 1,
  storage: 'create',
  pool: 'default',
  format: 'qcow2',
  sizeGiB: 20,
  allocateNow: false,
  storagePath: '',
  name: '',
  network: 'default',
  firmware: 'bios',
  machine: '',
  cpuMode: '',
  diskBus: '',
  nicModel: '',
  bootMenu: false,
  autostart: false,
}

/** Whether the media can be looked into: an ISO and an install tree can, a disk image and the network cannot. */
export function canDetectOs(method: CreateMethod): boolean {
  return method === 'iso' || method === 'url'
}

/** Path or URL that the operating system is detected from; empty if there is none yet. */
export function detectionSource(form: CreateForm): string {
  if (form.method === 'iso') return form.isoPath
  return form.method === 'url' ? form.url : ''
}
