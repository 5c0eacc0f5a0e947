import {
  cdromChangeCommand,
  cdromEjectCommand,
  deviceAddCommand,
  deviceEditCommand,
  deviceRemoveCommand,
  diskAttachCommand,
  diskDetachCommand,
  diskEditCommand,
  nicAttachCommand,
  nicDetachCommand,
  nicEditCommand,
  nicLinkCommand,
} from '#lib/virt/commands/device-commands.ts'
import { addDevice, editDevice, removeDevice } from '../devices/device-actions.ts'
import { attachDisk, changeMedium, detachDisk, editDisk, ejectMedium } from '../devices/disk-actions.ts'
import { attachNic, detachNic, editNic, setLink } from '../devices/nic-actions.ts'
import * as inputs from './device-inputs.ts'
import { operation, type Subject } from './operation.ts'

type Subjects = readonly [Subject, ...Subject[]]

const ofVm = ({ vm }: { vm: string }): Subjects => [{ kind: 'vm', name: vm }]

function withVolume(vm: string, volume: { volume: string } | null): Subjects {
  return [{ kind: 'vm', name: vm }, ...(volume ? [{ kind: 'volume' as const, name: volume.volume }] : [])]
}

/** A device that comes or goes makes events of its own a little later. */
export const deviceOperations = {
  'disk-attach': operation({
    input: inputs.diskAttach,
    subjects: ({ vm, create }) => withVolume(vm, create),
    command: diskAttachCommand,
    params: ({ target }) => ({ target }),
    run: (input, { libvirt, signal }) => attachDisk(input, libvirt, signal),
  }),
  'disk-detach': operation({
    input: inputs.diskDetach,
    subjects: ({ vm, remove }) => withVolume(vm, remove),
    command: diskDetachCommand,
    params: ({ target }) => ({ target }),
    run: (input, { libvirt }) => detachDisk(input, libvirt),
  }),
  'disk-edit': operation({
    input: inputs.diskEdit,
    subjects: (input) => ofVm(input),
    command: diskEditCommand,
    params: ({ target }) => ({ target }),
    run: (input, { libvirt }) => editDisk(input, libvirt),
  }),
  'cdrom-change': operation({
    input: inputs.cdromChange,
    subjects: (input) => ofVm(input),
    command: cdromChangeCommand,
    params: ({ target, source }) => ({ target, source }),
    run: (input, { libvirt }) => changeMedium(input, libvirt),
  }),
  'cdrom-eject': operation({
    input: inputs.cdromEject,
    subjects: (input) => ofVm(input),
    command: cdromEjectCommand,
    params: ({ target }) => ({ target }),
    run: (input, { libvirt }) => ejectMedium(input, libvirt),
  }),
  'nic-attach': operation({
    input: inputs.nicAttach,
    subjects: (input) => ofVm(input),
    command: nicAttachCommand,
    params: ({ source }) => ({ source: source.name }),
    run: (input, { libvirt }) => attachNic(input, libvirt),
  }),
  'nic-detach': operation({
    input: inputs.nicDetach,
    subjects: (input) => ofVm(input),
    command: nicDetachCommand,
    params: ({ mac }) => ({ mac }),
    run: (input, { libvirt }) => detachNic(input, libvirt),
  }),
  'nic-edit': operation({
    input: inputs.nicEdit,
    subjects: (input) => ofVm(input),
    command: nicEditCommand,
    params: ({ mac }) => ({ mac }),
    run: (input, { libvirt }) => editNic(input, libvirt),
  }),
  'nic-link': operation({
    input: inputs.nicLink,
    subjects: (input) => ofVm(input),
    command: nicLinkCommand,
    params: ({ mac, up }) => ({ mac, state: up ? 'up' : 'down' }),
    run: (input, { libvirt }) => setLink(input, libvirt),
  }),
  'device-add': operation({
    input: inputs.deviceAdd,
    subjects: (input) => ofVm(input),
    command: deviceAddCommand,
    params: ({ device }) => ({ device: device.kind }),
    run: (input, { libvirt }) => addDevice(input, libvirt),
  }),
  'device-edit': operation({
    input: inputs.deviceEdit,
    subjects: (input) => ofVm(input),
    command: deviceEditCommand,
    params: ({ device }) => ({ device: device.kind }),
    run: (input, { libvirt }) => editDevice(input, libvirt),
  }),
  'device-remove': operation({
    input: inputs.deviceRemove,
    subjects: (input) => ofVm(input),
    command: deviceRemoveCommand,
    params: ({ kind }) => ({ device: kind }),
    run: (input, { libvirt }) => removeDevice(input, libvirt),
  }),
}
