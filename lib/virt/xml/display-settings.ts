import { type DeviceProperty, deviceXml } from './device-properties.ts'
import type { XmlElement } from './edit.ts'

export const displayTypes = ['vnc', 'spice'] as const
/** default: the address that the host's qemu.conf says, 127.0.0.1 unless changed. */
export const displayListens = ['default', 'localhost', 'all', 'socket', 'none'] as const

/** How a VM's screen can be reached: https://libvirt.org/formatdomain.html#graphical-framebuffers */
export interface DisplaySettings {
  type: (typeof displayTypes)[number]
  listen: (typeof displayListens)[number]
  /** null: the next that is free, from 5900 on. */
  port: number | null
  /** null: none is asked for. */
  password: string | null
}

const addresses: Partial<Record<DisplaySettings['listen'], string>> = { localhost: '127.0.0.1', all: '0.0.0.0' }

/** Whether there is a port at all: a UNIX socket has none. */
export function hasPort({ listen }: Pick<DisplaySettings, 'listen'>): boolean {
  return listen !== 'socket' && listen !== 'none'
}

/** The settings in virt-xml's words and in the XML's. */
export function displayProperties(settings: DisplaySettings): DeviceProperty[] {
  const { type, listen, port, password } = settings
  const address = hasPort(settings) ? (addresses[listen] ?? null) : null
  // libvirt takes a SPICE display of which no port is said for one that listens nowhere; -1 is any, of both.
  const any = type === 'spice' && hasPort(settings) && port === null ? -1 : null
  return [
    { option: 'type', path: '@type', value: type },
    { option: 'port', path: '@port', value: hasPort(settings) ? (port ?? any) : null },
    { option: 'tlsport', path: '@tlsPort', value: any },
    hasPort(settings)
      ? { option: 'listen', path: '@listen', value: address }
      : { option: 'listen', path: 'listen@type', value: listen },
    { option: 'password', path: '@passwd', value: password },
    // As virt-manager: the picture goes no further than this machine.
    { option: 'image.compression', path: 'image@compression', value: type === 'spice' ? 'off' : null },
  ].filter(({ value }) => value !== null)
}

export function displayXml(settings: DisplaySettings): string {
  return deviceXml('graphics', displayProperties(settings))
}

/** What an element says; `other` is an address that is none of the choices. A password is only seen where it is shown. */
export function readDisplay(element: XmlElement): DisplaySettings & { other: string | null } {
  const listen = element.find('listen')
  const kind = listen?.get('type') ?? 'address'
  const address = element.get('listen') ?? listen?.get('address') ?? null
  const port = Number(element.get('port') ?? -1)
  const known = address === null ? 'default' : displayListens.find((one) => addresses[one] === address)
  return {
    type: element.get('type') === 'spice' ? 'spice' : 'vnc',
    listen: kind === 'socket' || kind === 'none' ? kind : (known ?? 'default'),
    // A port that libvirt has chosen is in the live XML too.
    port: port > 0 && element.get('autoport') !== 'yes' ? port : null,
    password: element.get('passwd'),
    other: known === undefined ? address : null,
  }
}
