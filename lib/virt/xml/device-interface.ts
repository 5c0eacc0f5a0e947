import type { DeviceProperty } from './device-properties.ts'
import { XmlDocument, type XmlElement } from './edit.ts'

export const macvtapModes = ['bridge', 'vepa', 'private', 'passthrough'] as const

/** What a NIC is plugged into. */
export type NicSource =
  | { type: 'network'; name: string }
  | { type: 'bridge'; name: string }
  /** macvtap on a device of the host. */
  | { type: 'direct'; name: string; mode: (typeof macvtapModes)[number] }

export interface NicSpec {
  source: NicSource
  model: string
  /** null: libvirt (or virt-xml) makes one up, 52:54:00:… */
  mac: string | null
}

/** A NIC as it stands in a domain's XML. */
export interface NicDevice {
  mac: string
  /** network, bridge, direct, user… */
  type: string
  source: string | null
  mode: string | null
  model: string | null
  link: 'up' | 'down'
  /** Device on the host and alias, only while it runs. */
  hostDevice: string | null
  alias: string | null
}

/** Every NIC of a domain's XML, in its order. Code: xml.not-well-formed. */
export function readNics(xml: string): NicDevice[] {
  const devices = new XmlDocument(xml).root.find('devices')
  return (devices?.elements('interface') ?? []).map(readNic)
}

export function readNic(element: XmlElement): NicDevice {
  const source = element.find('source')
  const type = element.get('type') ?? ''
  const attribute = sourceAttributes[type as NicSource['type']]
  return {
    mac: element.find('mac')?.get('address') ?? '',
    type,
    source: (attribute ? source?.get(attribute) : source?.get('dev')) ?? null,
    mode: source?.get('mode') ?? null,
    model: element.find('model')?.get('type') ?? null,
    link: element.find('link')?.get('state') === 'down' ? 'down' : 'up',
    hostDevice: element.find('target')?.get('dev') ?? null,
    alias: element.find('alias')?.get('name') ?? null,
  }
}

const sourceAttributes = { network: 'network', bridge: 'bridge', direct: 'dev' } as const

export function sourceProperties(source: NicSource): DeviceProperty[] {
  const attribute = sourceAttributes[source.type]
  const others = Object.values(sourceAttributes).filter((name) => name !== attribute)
  return [
    { option: 'type', path: '@type', value: source.type },
    // What an option of virt-xml stands for clears the other two by itself.
    ...others.map((name) => ({ option: '', path: `source@${name}`, value: null })),
    { option: 'source', path: `source@${attribute}`, value: source.name },
    ...(source.type === 'direct' ? [{ option: 'source.mode', path: 'source@mode', value: source.mode }] : []),
  ]
}

export function nicProperties({ source, model, mac }: NicSpec): DeviceProperty[] {
  return [...sourceProperties(source), ...identityProperties({ model, mac: mac ?? undefined })]
}

/** Model and MAC, as far as they are given. */
export function identityProperties({ model, mac }: { model?: string; mac?: string }): DeviceProperty[] {
  return [
    ...(model === undefined ? [] : [{ option: 'model.type', path: 'model@type', value: model }]),
    ...(mac === undefined ? [] : [{ option: 'mac.address', path: 'mac@address', value: mac }]),
  ]
}

/** A MAC of QEMU's own range, for “a new one”. */
export function randomMac(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(3))
  return ['52', '54', '00', ...[...bytes].map((byte) => byte.toString(16).padStart(2, '0'))].join(':')
}

export type MacProblem = 'format' | 'multicast' | 'zero'

/** What is wrong with a MAC by itself; libvirt refuses the same. */
export function macProblem(mac: string): MacProblem | null {
  if (!/^([0-9a-fA-F]{2}:){5}[0-9a-fA-F]{2}$/.test(mac)) return 'format'
  if (Number.parseInt(mac.slice(0, 2), 16) & 1) return 'multicast'
  return /^(00:){5}00$/.test(mac) ? 'zero' : null
}
