import { type Command, virsh } from './command.ts'

interface OfVm {
  vm: string
}

/** How the guest is asked: by its power button, or by its agent; libvirt tries one after the other if nothing is said. */
export const shutdownModes = ['acpi', 'agent'] as const
export type ShutdownMode = (typeof shutdownModes)[number]

export interface StartInput extends OfVm {
  /** With its CPUs stopped: for a look at it before it does anything. */
  paused?: boolean
  /** Throws a saved state away and boots. */
  forceBoot?: boolean
}

export interface DeleteInput extends OfVm {
  /** Targets (vda, vdb…) of the disks whose volumes go with it. */
  storage: string[]
  /** The UEFI variables' file. */
  nvram: 'delete' | 'keep'
}

export function autostartCommand({ vm, autostart }: OfVm & { autostart: boolean }): Command {
  return [virsh('autostart', ...(autostart ? [] : ['--disable']), vm)]
}

export function startCommand({ vm, paused, forceBoot }: StartInput): Command {
  return [virsh('start', vm, ...(paused ? ['--paused'] : []), ...(forceBoot ? ['--force-boot'] : []))]
}

export function suspendCommand({ vm }: OfVm): Command {
  return [virsh('suspend', vm)]
}

export function resumeCommand({ vm }: OfVm): Command {
  return [virsh('resume', vm)]
}

export function shutdownCommand({ vm, mode }: OfVm & { mode?: ShutdownMode }): Command {
  return [virsh('shutdown', vm, ...(mode ? ['--mode', mode] : []))]
}

export function rebootCommand({ vm, mode }: OfVm & { mode?: ShutdownMode }): Command {
  return [virsh('reboot', vm, ...(mode ? ['--mode', mode] : []))]
}

export function resetCommand({ vm }: OfVm): Command {
  return [virsh('reset', vm)]
}

export function destroyCommand({ vm, graceful }: OfVm & { graceful?: boolean }): Command {
  return [virsh('destroy', vm, ...(graceful ? ['--graceful'] : []))]
}

export function saveCommand({ vm }: OfVm): Command {
  return [virsh('managedsave', vm, '--verbose')]
}

export function removeSaveCommand({ vm }: OfVm): Command {
  return [virsh('managedsave-remove', vm)]
}

export function deleteCommand({ vm, storage, nvram }: DeleteInput): Command {
  const disks = storage.length > 0 ? ['--storage', storage.join(',')] : []
  const variables = nvram === 'delete' ? '--nvram' : '--keep-nvram'
  return [virsh('undefine', vm, '--managed-save', '--snapshots-metadata', variables, ...disks)]
}

/** `virsh create` starts what is gone when it stops; `virsh define` keeps it, and does not start it. */
export interface CreateFromXml extends OfVm {
  xml: string
  /** Started at once, and gone when it stops. */
  transient: boolean
  paused?: boolean
}

export function createFromXmlCommand({ xml, transient, paused }: CreateFromXml): Command {
  const how = transient ? ['create', '--validate', ...(paused ? ['--paused'] : [])] : ['define', '--validate']
  return [{ ...virsh(...how, '/dev/stdin'), input: xml }]
}

/** Only shown: it needs a second host. */
export function migrateCommand({ vm }: OfVm): Command {
  return [virsh('migrate', '--live', '--verbose', vm, 'qemu+ssh://other-host/system')]
}

/** The numbers of a graph, as the terminal prints them. */
export function statisticsCommands({ vm, disks, nics }: OfVm & { disks: string[]; nics: string[] }) {
  return {
    cpu: [virsh('domstats', '--vcpu', vm)],
    memory: [virsh('dommemstat', vm)],
    disk: disks.map((disk) => virsh('domblkstat', vm, disk, '--human')),
    network: nics.map((nic) => virsh('domifstat', vm, nic)),
  } satisfies Record<string, Command>
}
