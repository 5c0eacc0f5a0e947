import type { When } from '../domain-devices.ts'
import { diskProperties, tuningProperties } from '../xml/device-disk.ts'
import { identityProperties, nicProperties, sourceProperties } from '../xml/device-interface.ts'
import type { DeviceProperty } from '../xml/device-properties.ts'
import { type DeviceSpecKind, specProperties } from '../xml/device-spec.ts'
import { type Command, type CommandStep, virsh } from './command.ts'
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
} from './device-input.ts'
import { volumeCreateCommand, volumeDeleteCommand } from './storage-commands.ts'
import { freshAddress, virtXmlAdd, virtXmlEdit, virtXmlRemove } from './virt-xml.ts'

const configOnly: When = { live: false, config: true }

function whenOptions({ live, config }: When): string[] {
  return [...(live ? ['--live'] : []), ...(config ? ['--config'] : [])]
}

function option(name: string, value: string | null): string[] {
  return value === null ? [] : [name, value]
}

/** virsh attach-disk; it has no word for discard, so then virt-xml. */
export function diskAttachCommand(input: DiskAttach): Command {
  const create = input.create ? volumeCreateCommand(input.create) : []
  return [
    ...create,
    input.discard === null ? attachDisk(input) : virtXmlAdd(input.vm, 'disk', diskProperties(input), input),
  ]
}

function attachDisk(input: DiskAttach): CommandStep {
  // It reads `--mode` once: a disk that is both readonly and shareable is readonly for it.
  const mode = input.shareable ? 'shareable' : input.readonly ? 'readonly' : null
  return virsh(
    'attach-disk',
    input.vm,
    input.source ?? '',
    input.target,
    ...option('--type', input.device === 'disk' ? null : input.device),
    ...option('--sourcetype', input.sourceType === 'block' ? 'block' : null),
    ...['--targetbus', input.bus],
    ...option('--subdriver', input.format),
    ...option('--cache', input.cache),
    ...option('--io', input.io),
    ...option('--mode', mode),
    ...option('--serial', input.serial),
    ...whenOptions(input),
  )
}

export function diskDetachCommand({ vm, target, remove, ...when }: DiskDetach): Command {
  const detach = virsh('detach-disk', vm, target, ...whenOptions(when))
  return remove ? [detach, ...volumeDeleteCommand(remove)] : [detach]
}

export function diskEditCommand({ vm, target, tuning, move }: DiskEdit): Command {
  return [virtXmlEdit(vm, 'disk', `target=${target}`, diskEditProperties({ tuning, move }), configOnly)]
}

export function diskEditProperties({ tuning, move }: Pick<DiskEdit, 'tuning' | 'move'>): DeviceProperty[] {
  const moved: DeviceProperty[] = move
    ? [
        { option: 'target.bus', path: 'target@bus', value: move.bus },
        { option: 'target.dev', path: 'target@dev', value: move.target },
        freshAddress,
      ]
    : []
  return [...tuningProperties(tuning), ...moved]
}

export function cdromChangeCommand({ vm, target, source, force, ...when }: CdromChange): Command {
  return [virsh('change-media', vm, target, source, '--update', ...whenOptions(when), ...(force ? ['--force'] : []))]
}

export function cdromEjectCommand({ vm, target, force, ...when }: CdromEject): Command {
  return [virsh('change-media', vm, target, '--eject', ...whenOptions(when), ...(force ? ['--force'] : []))]
}

/** virsh attach-interface; it has no word for macvtap's mode, so then virt-xml. */
export function nicAttachCommand({ vm, source, model, mac, ...when }: NicAttach): Command {
  if (source.type === 'direct') return [virtXmlAdd(vm, 'network', nicProperties({ source, model, mac }), when)]
  const words = ['--model', model, ...option('--mac', mac), ...whenOptions(when)]
  return [virsh('attach-interface', vm, source.type, source.name, ...words)]
}

export function nicEditCommand({ vm, mac, source, model, newMac, ...when }: NicEdit): Command {
  return [virtXmlEdit(vm, 'network', `mac=${mac}`, nicEditProperties({ source, model, newMac }), when)]
}

export function nicEditProperties({
  source,
  model,
  newMac,
}: Pick<NicEdit, 'source' | 'model' | 'newMac'>): DeviceProperty[] {
  return [...(source ? sourceProperties(source) : []), ...identityProperties({ model, mac: newMac })]
}

export function nicDetachCommand({ vm, mac, types: { live, config } }: NicDetach): Command {
  const detach = (type: string, ...when: string[]) => virsh('detach-interface', vm, type, '--mac', mac, ...when)
  if (live !== undefined && live === config) return [detach(live, '--live', '--config')]
  return [
    ...(live === undefined ? [] : [detach(live, '--live')]),
    ...(config === undefined ? [] : [detach(config, '--config')]),
  ]
}

/** Without --config it means the VM that runs. */
export function nicLinkCommand({ vm, mac, up, live, config }: NicLink): Command {
  const words = ['domif-setlink', vm, mac, up ? 'up' : 'down']
  return [...(live ? [virsh(...words)] : []), ...(config ? [virsh(...words, '--config')] : [])]
}

export function deviceAddCommand({ vm, device, ...when }: DeviceAdd): Command {
  return [virtXmlAdd(vm, device.kind, specProperties(device), when)]
}

export function deviceEditCommand({ vm, number, device }: DeviceEdit): Command {
  return [virtXmlEdit(vm, device.kind, String(number), deviceEditProperties(device), configOnly)]
}

/** Kinds whose models live in different places on the machine. */
const movedByModel: readonly DeviceSpecKind[] = ['watchdog', 'panic']

export function deviceEditProperties(device: DeviceEdit['device']): DeviceProperty[] {
  return [...specProperties(device), ...(movedByModel.includes(device.kind) ? [freshAddress] : [])]
}

export function deviceRemoveCommand({ vm, kind, alias, number }: DeviceRemove): Command {
  return [
    ...(alias === null ? [] : [virsh('detach-device-alias', vm, alias, '--live')]),
    ...(number === null ? [] : [virtXmlRemove(vm, kind, String(number))]),
  ]
}
