import type { Domain, StoragePool, StorageVolume } from '../types.ts'
import { type DiskDevice, readDisks, targetPrefix } from '../xml/device-disk.ts'
import { usersOfVolume } from '../xml/volume-users.ts'
import { checkVolumeForm } from './check-volume-form.ts'
import { deviceError } from './device-error.ts'
import type { DiskAttach, DiskDetach, DiskEdit } from './device-input.ts'
import type { FieldError } from './field-error.ts'

type KnownVolume = StorageVolume & { pool: string }

/** What a change of devices is checked against; the same in the browser and on the server. */
export interface DeviceSurroundings {
  /** The VM whose device it is. */
  domain: Domain
  domains: readonly Domain[]
  pools: readonly StoragePool[]
  volumes: readonly KnownVolume[]
  /** What its machine type has, as virsh domcapabilities says. */
  buses: readonly string[]
}

/** Buses that a disk can be plugged into while the VM runs. */
const hotplugBuses = ['virtio', 'scsi', 'usb']
const serialMax = 36

/** Everything wrong with a disk that is to be added, by field. */
export function checkDiskAttach(input: DiskAttach, around: DeviceSurroundings): FieldError[] {
  return [
    ...(input.create ? checkNew(input, around) : checkExisting(input, around)),
    ...checkPlace(input, around),
    ...checkTuning(input, input),
    ...checkReadonly(input),
    ...checkHotplug(input),
  ]
}

/** Everything wrong with a change of a disk that is there. */
export function checkDiskEdit({ target, tuning, move }: DiskEdit, around: DeviceSurroundings): FieldError[] {
  const disk = keptDisks(around.domain).find((one) => one.target === target)
  if (!disk) return [deviceError('target', 'not-there', { device: target })]
  const next = { ...disk, ...tuning }
  const opens = (disk.readonly && !next.readonly) || (disk.shareable && !next.shareable)
  return [
    ...checkTuning(next, disk),
    ...checkReadonly({ ...next, bus: move?.bus ?? disk.bus }),
    ...(move ? checkPlace(move, around, target) : []),
    ...(opens && disk.source ? checkUsers({ ...next, source: disk.source }, around, around.domain.name) : []),
  ]
}

/** Whether the volume of a disk that is to be removed may go with it. */
export function checkDiskDetach(
  { target, remove, live, config }: DiskDetach,
  around: DeviceSurroundings,
): FieldError[] {
  const { domain } = around
  const running = domain.liveXml ? readDisks(domain.liveXml).find((disk) => disk.target === target) : undefined
  const kept = keptDisks(domain).find((disk) => disk.target === target)
  if (!(live && running) && !(config && kept)) return [deviceError('target', 'not-there', { device: target })]
  if (!remove) return []
  const volume = around.volumes.find(({ pool, name }) => pool === remove.pool && name === remove.volume)
  if (!volume) return [deviceError('remove', 'volume-gone', { path: `${remove.pool}/${remove.volume}` })]
  const stays = (running && !live) || (kept && !config)
  if (stays) return [deviceError('remove', 'volume-still-used', { path: volume.path, vm: domain.name })]
  const others = usersOfVolume(volume, around.domains, around.volumes).filter(
    (user) => user.kind === 'volume' || user.name !== domain.name,
  )
  if (others.length === 0) return []
  return [deviceError('remove', 'volume-needed', { path: volume.path, names: namesOf(others) })]
}

/** Errors of cache, I/O mode and the rest among themselves: QEMU would refuse the same. */
export function checkTuning(
  disk: Pick<DiskDevice, 'cache' | 'io' | 'serial' | 'shareable' | 'readonly'>,
  { format }: Pick<DiskDevice, 'format'>,
): FieldError[] {
  const errors: FieldError[] = []
  if (disk.io === 'native' && disk.cache !== 'none' && disk.cache !== 'directsync')
    errors.push(deviceError('io', 'io-native', { cache: disk.cache ?? 'writeback' }))
  if (disk.serial !== null && !/^[\w .+-]*$/.test(disk.serial)) errors.push(deviceError('serial', 'serial-characters'))
  if (disk.serial !== null && disk.serial.length > serialMax)
    errors.push(deviceError('serial', 'serial-long', { max: serialMax }))
  if (disk.shareable && disk.readonly) errors.push(deviceError('shareable', 'readonly-or-shareable'))
  // qcow2's tables would be written by two at once.
  else if (disk.shareable && format !== 'raw')
    errors.push(deviceError('shareable', 'shareable-needs-raw', { format: format ?? '' }))
  return errors
}

/** IDE is there on i440fx only, whatever domcapabilities lists. */
export function offeredBuses(domain: Domain, buses: readonly string[]): string[] {
  return buses.filter((bus) => bus !== 'fdc' && (bus !== 'ide' || !isQ35(domain)))
}

export function isQ35(domain: Pick<Domain, 'inactiveXml' | 'liveXml'>): boolean {
  return /<type [^>]*machine='[^']*q35/.test(domain.inactiveXml ?? domain.liveXml ?? '')
}

/** Targets that what runs or what is kept has. */
export function takenTargets(domain: Domain): string[] {
  const live = domain.liveXml ? readDisks(domain.liveXml) : []
  return [...new Set([...live, ...keptDisks(domain)].map(({ target }) => target))]
}

export function keptDisks(domain: Domain): DiskDevice[] {
  return domain.inactiveXml ? readDisks(domain.inactiveXml) : []
}

function checkNew(input: DiskAttach, { pools, volumes }: DeviceSurroundings): FieldError[] {
  const form = input.create
  const pool = pools.find(({ name }) => name === form?.pool)
  if (!form || !pool) return [deviceError('pool', 'pool-gone', { pool: form?.pool ?? '' })]
  const names = volumes.filter((volume) => volume.pool === pool.name).map(({ name }) => name)
  const errors = checkVolumeForm(form, { pool: { ...pool, active: pool.state === 'running' }, names, backing: null })
  if (errors.length > 0) return errors
  // The command names the file before it is there.
  const path = `${pool.targetPath ?? ''}/${form.volume}`
  return input.source === path ? [] : [deviceError('source', 'source-elsewhere', { path })]
}

function checkExisting(input: DiskAttach, around: DeviceSurroundings): FieldError[] {
  const { source } = input
  if (source === null || source === '') {
    return input.device === 'cdrom' || input.device === 'floppy' ? [] : [deviceError('source', 'source-missing')]
  }
  return [...checkIsVolume(source, around), ...checkUsers({ ...input, source }, around, null)]
}

/** A medium or a disk must be a volume of an active pool: then libvirt knows what it is. */
export function checkIsVolume(
  source: string,
  { pools, volumes }: Pick<DeviceSurroundings, 'pools' | 'volumes'>,
): FieldError[] {
  if (!source.startsWith('/')) return [deviceError('source', 'path-relative')]
  if (volumes.some(({ path, type }) => path === source && type !== 'dir')) return []
  const places = pools.flatMap(({ state, targetPath }) => (state === 'running' && targetPath ? [targetPath] : []))
  return [deviceError('source', 'not-a-volume', { path: source, pools: places.join(', ') })]
}

/** Two that write to one disk destroy it; and so does one that writes to what another is linked to. */
function checkUsers(
  disk: { source: string; readonly: boolean; shareable: boolean; device: string },
  { domains, volumes }: DeviceSurroundings,
  own: string | null,
): FieldError[] {
  const volume = volumes.find(({ path }) => path === disk.source)
  const at = volume ?? { name: '', pool: '', path: disk.source }
  const users = usersOfVolume(at, domains, volumes).filter((user) => user.kind === 'volume' || user.name !== own)
  const readonly = disk.readonly || disk.device === 'cdrom'
  const linked = users.filter((user) => user.kind === 'volume' || user.behind)
  if (linked.length > 0 && !readonly)
    return [deviceError('source', 'is-backing', { path: disk.source, names: namesOf(linked) })]
  const writers = users.filter((user) => user.kind === 'vm' && !user.behind && !(readonly && user.readonly))
  const sharing = (name: string) =>
    disk.shareable &&
    domains
      .filter((domain) => domain.name === name)
      .flatMap(keptDisks)
      .some(({ source, shareable }) => source === disk.source && shareable)
  const conflicts = writers.filter(({ name }) => !sharing(name))
  return conflicts.length === 0
    ? []
    : [deviceError('source', 'disk-in-use', { path: disk.source, names: namesOf(conflicts) })]
}

function namesOf(users: readonly { name: string }[]): string {
  return [...new Set(users.map(({ name }) => name))].join(', ')
}

function checkPlace(
  { bus, target }: { bus: string; target: string },
  { domain, buses }: DeviceSurroundings,
  own: string | null = null,
): FieldError[] {
  if (bus === 'ide' && isQ35(domain)) return [deviceError('bus', 'ide-needs-i440fx')]
  if (!buses.includes(bus)) return [deviceError('bus', 'bus-unknown', { bus })]
  const prefix = targetPrefix(bus)
  if (!new RegExp(`^${prefix}[a-z]{1,3}$`).test(target)) return [deviceError('target', 'target-form', { bus, prefix })]
  const taken = takenTargets(domain).some((one) => one === target && one !== own)
  return taken ? [deviceError('target', 'target-taken', { target })] : []
}

/** IDE and SATA have no way to say it to a guest. */
function checkReadonly({ readonly, device, bus }: Pick<DiskDevice, 'readonly' | 'device' | 'bus'>): FieldError[] {
  const impossible = readonly && device === 'disk' && (bus === 'ide' || bus === 'sata')
  return impossible ? [deviceError('readonly', 'readonly-bus', { bus })] : []
}

function checkHotplug({ live, bus, device }: DiskAttach): FieldError[] {
  if (!live) return []
  if (device === 'cdrom' || device === 'floppy') return [deviceError('live', 'drive-not-hotpluggable')]
  return hotplugBuses.includes(bus) ? [] : [deviceError('live', 'bus-not-hotpluggable', { bus })]
}
