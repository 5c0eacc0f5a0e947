import type { DeviceProperty } from './device-properties.ts'
import { XmlDocument, type XmlElement } from './edit.ts'

/** How a disk behaves, as far as the hardware panel lets it be set; null is QEMU's default. */
export interface DiskTuning {
  cache: string | null
  io: string | null
  discard: string | null
  readonly: boolean
  shareable: boolean
  serial: string | null
}

export interface DiskSpec extends DiskTuning {
  device: 'disk' | 'cdrom' | 'floppy' | 'lun'
  sourceType: 'file' | 'block'
  /** null: an empty drive. */
  source: string | null
  /** qcow2, raw…; null for an empty drive. */
  format: string | null
  target: string
  bus: string
}

/** A disk as it stands in a domain's XML. */
export interface DiskDevice extends DiskSpec {
  /** Only while it runs. */
  alias: string | null
  bootOrder: number | null
  /** pool/volume, URL and the like: what `source` is when it is no path. */
  sourceKind: string
  detectZeroes: string | null
}

/** Every disk of a domain's XML, in its order. Code: xml.not-well-formed. */
export function readDisks(xml: string): DiskDevice[] {
  const devices = new XmlDocument(xml).root.find('devices')
  return (devices?.elements('disk') ?? []).map(readDisk)
}

export function readDisk(element: XmlElement): DiskDevice {
  const driver = element.find('driver')
  const source = element.find('source')
  const type = element.get('type') ?? 'file'
  const device = (element.get('device') ?? 'disk') as DiskSpec['device']
  return {
    device,
    sourceType: type === 'block' ? 'block' : 'file',
    sourceKind: type,
    source: sourceOf(source),
    format: driver?.get('type') ?? null,
    target: element.find('target')?.get('dev') ?? '',
    bus: element.find('target')?.get('bus') ?? '',
    cache: driver?.get('cache') ?? null,
    io: driver?.get('io') ?? null,
    discard: driver?.get('discard') ?? null,
    detectZeroes: driver?.get('detect_zeroes') ?? null,
    readonly: element.find('readonly') !== null,
    shareable: element.find('shareable') !== null,
    serial: element.find('serial')?.text ?? null,
    alias: element.find('alias')?.get('name') ?? null,
    bootOrder: Number(element.find('boot')?.get('order') ?? 0) || null,
  }
}

function sourceOf(source: XmlElement | null): string | null {
  const pool = source?.get('pool')
  if (pool) return `${pool}/${source?.get('volume') ?? ''}`
  return source?.get('file') ?? source?.get('dev') ?? source?.get('dir') ?? source?.get('name') ?? null
}

/** All of a new disk. */
export function diskProperties(spec: DiskSpec): DeviceProperty[] {
  return [
    { option: 'type', path: '@type', value: spec.sourceType },
    { option: 'device', path: '@device', value: spec.device },
    { option: 'path', path: spec.sourceType === 'block' ? 'source@dev' : 'source@file', value: spec.source },
    { option: 'driver.type', path: 'driver@type', value: spec.format },
    { option: 'target.dev', path: 'target@dev', value: spec.target },
    { option: 'target.bus', path: 'target@bus', value: spec.bus },
    ...tuningProperties(spec),
  ]
}

/** What can be changed of one that is there; what is not mentioned stays. */
export function tuningProperties(tuning: Partial<DiskTuning>): DeviceProperty[] {
  const all: [keyof DiskTuning, DeviceProperty][] = [
    ['cache', { option: 'driver.cache', path: 'driver@cache', value: tuning.cache ?? null }],
    ['io', { option: 'driver.io', path: 'driver@io', value: tuning.io ?? null }],
    ['discard', { option: 'driver.discard', path: 'driver@discard', value: tuning.discard ?? null }],
    ['readonly', { option: 'readonly', path: 'readonly', value: tuning.readonly ? true : null }],
    ['shareable', { option: 'shareable', path: 'shareable', value: tuning.shareable ? true : null }],
    ['serial', { option: 'serial', path: 'serial', value: tuning.serial ?? null }],
  ]
  return all.filter(([key]) => tuning[key] !== undefined).map(([, property]) => property)
}

const prefixes: Record<string, string> = { virtio: 'vd', ide: 'hd', fdc: 'fd' }

/** The letters that a bus's disks have: vda, hda, sda, fda. */
export function targetPrefix(bus: string): string {
  return prefixes[bus] ?? 'sd'
}

/** The first free target of a bus. */
export function freeTarget(bus: string, taken: readonly string[]): string {
  const prefix = targetPrefix(bus)
  for (let n = 0; ; n += 1) {
    const target = prefix + letters(n)
    if (!taken.includes(target)) return target
  }
}

/** 0 is a, 25 is z, 26 is aa. */
function letters(n: number): string {
  const last = String.fromCharCode(97 + (n % 26))
  return n < 26 ? last : letters(Math.floor(n / 26) - 1) + last
}
