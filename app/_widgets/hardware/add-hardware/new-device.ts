import type { DeviceChoices } from '#lib/labs/devices/device-choices.ts'
import type { DeviceSpec, DeviceSpecKind } from '#lib/virt/xml/device-spec.ts'

/** What the dialog lists, in virt-manager's order. */
export const addKinds = [
  'storage',
  'controller',
  'network',
  'input',
  'sound',
  'serial',
  'parallel',
  'console',
  'channel',
  'hostdev',
  'video',
  'watchdog',
  'filesystem',
  'redirdev',
  'tpm',
  'rng',
  'panic',
  'vsock',
] as const

export type AddKind = (typeof addKinds)[number]
export type AddableDevice = Extract<AddKind, DeviceSpecKind>

/** What a form of this kind begins with. */
export function newDevice(kind: AddableDevice, choices: DeviceChoices): DeviceSpec {
  switch (kind) {
    case 'controller':
      return { kind, type: 'scsi', model: 'virtio-scsi' }
    case 'input':
      return { kind, type: 'tablet', bus: 'usb' }
    case 'sound':
      return { kind, model: choices.q35 ? 'ich9' : 'ich6' }
    case 'serial':
    case 'parallel':
      return { kind, type: 'pty' }
    case 'console':
      return { kind, target: 'virtio' }
    case 'channel':
      return { kind, type: 'unix', name: 'org.qemu.guest_agent.0' }
    case 'video':
      return { kind, model: 'virtio' }
    case 'watchdog':
      return { kind, model: 'i6300esb', action: 'reset' }
    case 'filesystem':
      return { kind, driver: 'path', access: 'mapped', source: '/srv', target: 'share', readonly: false }
    case 'redirdev':
      return { kind, type: 'tcp', host: 'localhost', port: 4000 }
    case 'tpm':
      return { kind, backend: 'emulator', model: choices.tpmModels[0] ?? 'tpm-crb', version: '2.0' }
    case 'rng':
      return { kind, source: '/dev/urandom', rateBytes: null, periodMs: null }
    case 'panic':
      return { kind, model: choices.panicModels[0] ?? 'isa' }
    case 'vsock':
      return { kind, cid: null }
  }
}
