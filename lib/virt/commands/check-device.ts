import { canHotplug, type DeviceSpec } from '../xml/device-spec.ts'
import { deviceError } from './device-error.ts'
import type { DeviceAdd } from './device-input.ts'
import type { FieldError } from './field-error.ts'

/** What a device needs that a lab host may not have. */
export interface DeviceFacilities {
  /** Its display is SPICE. */
  spice: boolean
  /** swtpm is installed. */
  tpmEmulator: boolean
  /** The VM's memory can be shared with virtiofsd. */
  sharedMemory: boolean
}

/** Everything wrong with a device that is to be added, by field; libvirt finds out the rest. */
export function checkDeviceAdd({ device, live }: Pick<DeviceAdd, 'device' | 'live'>): FieldError[] {
  const errors = checkSpec(device)
  return live && !canHotplug(device) ? [...errors, deviceError('live', 'not-hotpluggable')] : errors
}

/** Errors of what was typed; everything else was chosen. */
export function checkSpec(spec: DeviceSpec): FieldError[] {
  switch (spec.kind) {
    case 'rng':
      return [
        ...(spec.source === null ? [] : checkRngSource(spec.source)),
        ...checkRate('rateBytes', spec.rateBytes),
        ...checkRate('periodMs', spec.periodMs),
      ]
    case 'redirdev':
      return spec.type === 'tcp' ? [...checkHost(spec.host), ...checkPort(spec.port)] : []
    case 'serial':
    case 'parallel':
      return spec.type === 'file' ? checkPath('path', spec.path) : []
    case 'tpm':
      return spec.backend === 'passthrough' ? checkPath('path', spec.path) : []
    case 'channel':
      return /^[\w.-]{1,64}$/.test(spec.name) ? [] : [deviceError('name', 'channel-name')]
    case 'filesystem':
      return [
        ...checkPath('source', spec.source),
        // virtio-9p's tag has room for 31 bytes, virtiofs' for 36.
        ...(/^[\w.-]{1,31}$/.test(spec.target) ? [] : [deviceError('target', 'share-tag')]),
      ]
    case 'vsock':
      return spec.cid === null || (spec.cid >= 3 && spec.cid < 2 ** 32 - 1) ? [] : [deviceError('cid', 'vsock-cid')]
    default:
      return []
  }
}

/** What a device will not work without here, beforehand: a key below `devices.unavailable`, or null. */
export function whyUnavailable(
  spec: DeviceSpec,
  { spice, tpmEmulator, sharedMemory }: DeviceFacilities,
): string | null {
  if ((spec.kind === 'redirdev' || spec.kind === 'channel') && spec.type === 'spicevmc' && !spice) return 'spice'
  if (spec.kind === 'tpm' && spec.backend === 'emulator' && !tpmEmulator) return 'tpm-emulator'
  if (spec.kind === 'tpm' && spec.backend === 'passthrough') return 'tpm-passthrough'
  if (spec.kind === 'filesystem' && spec.driver === 'virtiofs' && !sharedMemory) return 'virtiofs'
  return spec.kind === 'vsock' ? 'vsock' : null
}

function checkRngSource(path: string): FieldError[] {
  return ['/dev/urandom', '/dev/random', '/dev/hwrng'].includes(path) ? [] : [deviceError('source', 'rng-source')]
}

function checkRate(field: string, value: number | null): FieldError[] {
  return value === null || (Number.isInteger(value) && value > 0 && value < 2 ** 31)
    ? []
    : [deviceError(field, 'rng-rate')]
}

function checkHost(host: string): FieldError[] {
  return /^[\w.:-]{1,253}$/.test(host) && !host.startsWith('-') ? [] : [deviceError('host', 'host')]
}

function checkPort(port: number): FieldError[] {
  return Number.isInteger(port) && port > 0 && port < 65_536 ? [] : [deviceError('port', 'port')]
}

function checkPath(field: string, path: string): FieldError[] {
  if (!path.startsWith('/')) return [deviceError(field, 'path-relative')]
  return path.split('/').includes('..') || /\p{Cc}/u.test(path) ? [deviceError(field, 'path-strange')] : []
}
