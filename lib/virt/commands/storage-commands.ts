import { poolXml } from '../xml/pool-xml.ts'
import { type Command, type CommandStep, virsh } from './command.ts'
import { canBuild, type PoolForm } from './pool-form.ts'
import { suboptions } from './suboption.ts'
import { type VolumeForm, virshSize } from './volume-form.ts'

type Words = (string | false | null)[]

function words(...all: Words): string[] {
  return all.filter((word) => word !== null && word !== false)
}

function option(name: string, value: string | null): string[] {
  return value ? [`--${name}`, value] : []
}

/** define, build, start, autostart: as many of them as were chosen. */
export function poolCreateCommand(form: PoolForm): Command {
  const { pool, build, start, autostart } = form
  return [
    definePool(form),
    ...(build && canBuild(form) ? [virsh('pool-build', pool)] : []),
    ...(start ? [virsh('pool-start', pool)] : []),
    ...(autostart ? [virsh('pool-autostart', pool)] : []),
  ]
}

/** pool-define-as has no word for permissions: only XML has. */
function definePool(form: PoolForm): CommandStep {
  if (form.permissions) return { ...virsh('pool-define', '/dev/stdin'), input: poolXml(form) }
  return virsh(
    'pool-define-as',
    form.pool,
    form.type,
    ...option('source-host', form.host),
    ...option('source-path', form.sourcePath),
    ...option('source-dev', form.sourceDevice),
    ...option('source-name', form.sourceName),
    ...option('source-initiator', form.initiator),
    ...option('source-format', form.format),
    ...option('target', form.target),
  )
}

export function poolStartCommand({ pool }: { pool: string }): Command {
  return [virsh('pool-start', pool)]
}

export function poolStopCommand({ pool }: { pool: string }): Command {
  return [virsh('pool-destroy', pool)]
}

export function poolRefreshCommand({ pool }: { pool: string }): Command {
  return [virsh('pool-refresh', pool)]
}

export function poolAutostartCommand({ pool, autostart }: { pool: string; autostart: boolean }): Command {
  return [virsh('pool-autostart', ...(autostart ? [] : ['--disable']), pool)]
}

export interface PoolRemoval {
  pool: string
  /** It is active now. */
  stop: boolean
  /** Its volumes to delete, linked ones before what they are linked to. */
  volumes: readonly string[]
  /** Its directory too, which must be empty then. */
  deleteTarget: boolean
  /** Not for a transient pool, which is gone when it stops. */
  undefine: boolean
}

export function poolRemoveCommand({ pool, stop, volumes, deleteTarget, undefine }: PoolRemoval): Command {
  return [
    ...volumes.map((volume) => virsh('vol-delete', volume, '--pool', pool)),
    ...(stop ? [virsh('pool-destroy', pool)] : []),
    ...(deleteTarget ? [virsh('pool-delete', pool)] : []),
    ...(undefine ? [virsh('pool-undefine', pool)] : []),
  ]
}

/** For qcow2, --allocation alone changes nothing: it is --prealloc-metadata that writes, and the allocation that says how much. */
export function volumeCreateCommand({ pool, volume, capacityBytes, format, allocation, backing }: VolumeForm): Command {
  const size = virshSize(capacityBytes)
  const preallocates = allocation === 'metadata' || (allocation === 'full' && format === 'qcow2')
  return [
    virsh(
      'vol-create-as',
      pool,
      volume,
      size,
      ...option('format', format),
      ...option('allocation', allocation === 'full' ? size : '0'),
      ...words(preallocates && '--prealloc-metadata'),
      ...(backing ? [...option('backing-vol', backing.volume), ...option('backing-vol-format', backing.format)] : []),
    ),
  ]
}

export interface VolumeCopy {
  pool: string
  volume: string
  newName: string
  /** It has a backing volume. The copy has none, but until libvirt looks again it says so. */
  linked: boolean
}

export function volumeCloneCommand({ pool, volume, newName, linked }: VolumeCopy): Command {
  return [virsh('vol-clone', volume, newName, '--pool', pool), ...(linked ? poolRefreshCommand({ pool }) : [])]
}

export interface VolumeResize {
  pool: string
  volume: string
  capacityBytes: number
  shrink: boolean
}

export function volumeResizeCommand({ pool, volume, capacityBytes, shrink }: VolumeResize): Command {
  return [virsh('vol-resize', volume, virshSize(capacityBytes), '--pool', pool, ...words(shrink && '--shrink'))]
}

export interface BlockResize {
  vm: string
  /** The disk's target: vda. */
  disk: string
  capacityBytes: number
  pool: string
}

/** QEMU resizes it; the pool learns of it when it is looked at again. */
export function blockResizeCommand({ vm, disk, capacityBytes, pool }: BlockResize): Command {
  return [virsh('blockresize', vm, disk, virshSize(capacityBytes)), ...poolRefreshCommand({ pool })]
}

export function volumeDeleteCommand({ pool, volume }: { pool: string; volume: string }): Command {
  return [virsh('vol-delete', volume, '--pool', pool)]
}

export interface VolumeUpload {
  pool: string
  volume: string
  sizeBytes: number
  /** The local file's name. */
  file: string
}

/** Raw and just as long as the file: libvirt sees itself afterwards what is inside. */
export function volumeUploadCommand({ pool, volume, sizeBytes, file }: VolumeUpload): Command {
  return [
    virsh('vol-create-as', pool, volume, virshSize(sizeBytes), '--format', 'raw', '--allocation', '0'),
    virsh('vol-upload', volume, `./${file}`, '--pool', pool),
  ]
}

export function volumeDownloadCommand({ pool, volume }: { pool: string; volume: string }): Command {
  return [virsh('vol-download', volume, `./${volume}`, '--pool', pool)]
}

export interface VolumeRename extends VolumeCopy {
  /** The VMs to point at the copy: their names and the volume's path as their disk has it. */
  disks: readonly { vm: string; path: string; newPath: string }[]
}

/** libvirt cannot rename a volume: a copy, the VMs pointed at it, and the old one deleted. */
export function volumeRenameCommand({ disks, ...copy }: VolumeRename): Command {
  return [
    ...volumeCloneCommand(copy),
    ...disks.map(({ vm, path, newPath }) => ({
      argv: ['virt-xml', vm, '--edit', suboptions({ path }), '--disk', suboptions({ path: newPath })],
    })),
    ...volumeDeleteCommand(copy),
  ]
}
