import { type DeviceProperty, deviceXml } from './device-properties.ts'
import type { XmlElement } from './edit.ts'

/** Devices other than disks, NICs and displays, as the Add Hardware dialog makes them; null is libvirt's own choice. */
export type DeviceSpec =
  | { kind: 'sound'; model: string }
  | { kind: 'video'; model: string }
  | { kind: 'watchdog'; model: string; action: string }
  | { kind: 'memballoon'; model: string }
  | { kind: 'panic'; model: string }
  | { kind: 'input'; type: string; bus: string }
  | { kind: 'controller'; type: string; model: string | null }
  /** `source` is a file that numbers are read from; null: the host's QEMU makes them itself. */
  | { kind: 'rng'; source: string | null; rateBytes: number | null; periodMs: number | null }
  | { kind: 'tpm'; backend: 'emulator'; model: string; version: string }
  | { kind: 'tpm'; backend: 'passthrough'; model: string; path: string }
  | { kind: 'redirdev'; type: 'spicevmc' }
  | { kind: 'redirdev'; type: 'tcp'; host: string; port: number }
  | { kind: 'serial' | 'parallel'; type: 'pty' }
  | { kind: 'serial' | 'parallel'; type: 'file'; path: string }
  | { kind: 'console'; target: 'virtio' }
  | { kind: 'channel'; type: 'unix' | 'spicevmc' | 'qemu-vdagent'; name: string }
  | {
      kind: 'filesystem'
      driver: 'path' | 'virtiofs'
      access: string
      source: string
      target: string
      readonly: boolean
    }
  /** `cid` null: any that is free. */
  | { kind: 'vsock'; cid: number | null }

export type DeviceSpecKind = DeviceSpec['kind']

/** What a device is made of, for its XML and for virt-xml. */
export function specProperties(spec: DeviceSpec): DeviceProperty[] {
  switch (spec.kind) {
    case 'sound':
    case 'memballoon':
    case 'panic':
      return [at('model', spec.model)]
    case 'video':
      return [{ option: 'model.type', path: 'model@type', value: spec.model }]
    case 'watchdog':
      return [at('model', spec.model), at('action', spec.action)]
    case 'input':
      return [at('type', spec.type), at('bus', spec.bus)]
    case 'controller':
      return [at('type', spec.type), at('model', spec.model)]
    case 'rng':
      return rng(spec)
    case 'tpm':
      return tpm(spec)
    case 'redirdev':
      return redirection(spec)
    case 'serial':
    case 'parallel':
      return [at('type', spec.type), inside('source', 'path', spec.type === 'file' ? spec.path : null)]
    case 'console':
      return [at('type', 'pty'), inside('target', 'type', spec.target)]
    case 'channel':
      return [at('type', spec.type), inside('target', 'type', 'virtio'), inside('target', 'name', spec.name)]
    case 'filesystem':
      return filesystem(spec)
    case 'vsock':
      return [
        at('model', 'virtio'),
        { ...inside('cid', 'auto', spec.cid === null ? 'yes' : 'no'), word: spec.cid === null ? 'on' : 'off' },
        inside('cid', 'address', spec.cid),
      ]
  }
}

export function specXml(spec: DeviceSpec): string {
  return deviceXml(spec.kind, specProperties(spec))
}

/** What can be plugged into a running VM at all; the rest waits for the next start. */
export function canHotplug(spec: DeviceSpec): boolean {
  switch (spec.kind) {
    case 'rng':
    case 'redirdev':
    case 'channel':
    case 'vsock':
      return true
    case 'input':
      return spec.bus !== 'ps2'
    case 'controller':
      return spec.type === 'scsi' || spec.type === 'virtio-serial'
    case 'watchdog':
      return spec.model === 'i6300esb'
    case 'filesystem':
      return spec.driver === 'virtiofs'
    default:
      return false
  }
}

/** A device of a domain's XML as far as its panel can change it; null where there is nothing to change. */
export function readSpec(element: XmlElement): DeviceSpec | null {
  const model = element.get('model') ?? ''
  switch (element.name) {
    case 'sound':
    case 'memballoon':
    case 'panic':
      return { kind: element.name, model }
    case 'video':
      return { kind: 'video', model: element.find('model')?.get('type') ?? '' }
    case 'watchdog':
      return { kind: 'watchdog', model, action: element.get('action') ?? 'reset' }
    case 'controller':
      return readController(element)
    case 'rng':
      return readRng(element)
    default:
      return null
  }
}

/** PCI controllers are libvirt's business: only those whose model is a choice. */
function readController(element: XmlElement): DeviceSpec | null {
  const type = element.get('type') ?? ''
  return type === 'scsi' || type === 'usb' ? { kind: 'controller', type, model: element.get('model') } : null
}

function readRng(element: XmlElement): DeviceSpec | null {
  const backend = element.find('backend')
  const model = backend?.get('model')
  if (model !== 'random' && model !== 'builtin') return null
  const rate = element.find('rate')
  return {
    kind: 'rng',
    source: model === 'random' ? (backend?.text ?? '') : null,
    rateBytes: Number(rate?.get('bytes') ?? 0) || null,
    periodMs: Number(rate?.get('period') ?? 0) || null,
  }
}

function at(attribute: string, value: string | number | null): DeviceProperty {
  return { option: attribute, path: `@${attribute}`, value }
}

function inside(element: string, attribute: string, value: string | number | null): DeviceProperty {
  return { option: `${element}.${attribute}`, path: `${element}@${attribute}`, value }
}

function rng({ source, rateBytes, periodMs }: Extract<DeviceSpec, { kind: 'rng' }>): DeviceProperty[] {
  return [
    at('model', 'virtio'),
    inside('backend', 'model', source === null ? 'builtin' : 'random'),
    { option: 'backend', path: 'backend/text()', value: source },
    inside('rate', 'bytes', rateBytes),
    inside('rate', 'period', rateBytes === null ? null : periodMs),
  ]
}

function tpm(spec: Extract<DeviceSpec, { kind: 'tpm' }>): DeviceProperty[] {
  const both = [at('model', spec.model), inside('backend', 'type', spec.backend)]
  if (spec.backend === 'emulator') return [...both, inside('backend', 'version', spec.version)]
  return [...both, { option: 'backend.device.path', path: 'backend/device@path', value: spec.path }]
}

function redirection(spec: Extract<DeviceSpec, { kind: 'redirdev' }>): DeviceProperty[] {
  const both = [at('bus', 'usb'), at('type', spec.type)]
  if (spec.type === 'spicevmc') return both
  return [
    ...both,
    inside('source', 'mode', 'connect'),
    inside('source', 'host', spec.host),
    inside('source', 'service', spec.port),
  ]
}

function filesystem(spec: Extract<DeviceSpec, { kind: 'filesystem' }>): DeviceProperty[] {
  return [
    at('type', 'mount'),
    at('accessmode', spec.access),
    inside('driver', 'type', spec.driver === 'virtiofs' ? 'virtiofs' : null),
    inside('source', 'dir', spec.source),
    inside('target', 'dir', spec.target),
    { option: 'readonly', path: 'readonly', value: spec.readonly ? true : null },
  ]
}
