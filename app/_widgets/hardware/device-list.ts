import { XmlDocument, type XmlElement } from '#lib/virt/xml/edit.ts'

/** What a row of the tree is, in virt-manager's order: first what is no device, then the devices. */
export const fixedKinds = ['overview', 'os', 'performance', 'cpus', 'memory', 'boot'] as const
export const deviceKinds = [
  'disk',
  'cdrom',
  'floppy',
  'nic',
  'input',
  'graphics',
  'sound',
  'serial',
  'parallel',
  'console',
  'channel',
  'hostdev',
  'video',
  'watchdog',
  'controller',
  'filesystem',
  'smartcard',
  'redirdev',
  'tpm',
  'rng',
  'panic',
  'vsock',
  'memballoon',
  'other',
] as const

export type DeviceKind = (typeof deviceKinds)[number]
export type ItemKind = (typeof fixedKinds)[number] | DeviceKind

export interface DeviceItem {
  /** The same in the live and in the persistent XML: `disk:vda`, `interface:52:54:00:…`, `sound:0`. */
  id: string
  kind: ItemKind
  /** Key below `hardware.device`, and what goes into its words. */
  label: { key: string; params: Record<string, string | number> }
  /** Name of its element in <devices>; null for what is no device. */
  element: string | null
  /** now: only until shutdown; next: only from the next start on; both: as it is and stays. */
  presence: 'both' | 'now' | 'next'
}

/** What is plugged in under one element name, in which kind of row. `console` and `channel` are char devices as serial is. */
const kindOfElement: Record<string, DeviceKind> = { interface: 'nic' }

/** Not devices: QEMU's path, and libvirt's own bookkeeping. */
const notDevices = new Set(['emulator', 'audio', 'crypto'])

/**
 * The tree of a VM: what runs (if it does) and what is kept, as one list. An XML that does not exist is null.
 * Code: xml.not-well-formed.
 */
export function listDevices({
  liveXml,
  inactiveXml,
}: {
  liveXml: string | null
  inactiveXml: string | null
}): DeviceItem[] {
  const live = liveXml ? devicesOf(new XmlDocument(liveXml).root) : null
  const next = inactiveXml ? devicesOf(new XmlDocument(inactiveXml).root) : null
  const ids = [...new Set([...(live ?? new Map()).keys(), ...(next ?? new Map()).keys()])]
  const items = ids.map((id) => {
    const element = (next?.get(id) ?? live?.get(id)) as XmlElement
    const presence = !live || !next || (live.has(id) && next.has(id)) ? 'both' : live.has(id) ? 'now' : 'next'
    return { id, element, kind: kindOf(element), presence } as const
  })
  const seen = new Map<string, number>()
  const devices = items
    .toSorted((a, b) => deviceKinds.indexOf(a.kind) - deviceKinds.indexOf(b.kind))
    .map(({ id, element, kind, presence }): DeviceItem => {
      const count = (group: string) => {
        const n = (seen.get(group) ?? 0) + 1
        seen.set(group, n)
        return n
      }
      return { id, kind, label: labelOf(kind, element, count), element: element.name, presence }
    })
  const fixed = fixedKinds.map(
    (kind): DeviceItem => ({ id: kind, kind, label: { key: kind, params: {} }, element: null, presence: 'both' }),
  )
  return [...fixed, ...devices]
}

/** The element of an item in one of the XMLs; null if it is not there. */
export function findDevice(root: XmlElement, id: string): XmlElement | null {
  return devicesOf(root).get(id) ?? null
}

/** Every device by its id. */
export function devicesOf(root: XmlElement): Map<string, XmlElement> {
  const found = new Map<string, XmlElement>()
  for (const element of root.find('devices')?.elements() ?? []) {
    if (notDevices.has(element.name) || isConsoleOfSerial(element) || isCompanion(element)) continue
    const own = ownKey(element)
    let id = `${element.name}:${own ?? 0}`
    for (let n = 1; found.has(id); n += 1) id = `${element.name}:${own === null ? n : `${own}:${n}`}`
    found.set(id, element)
  }
  return found
}

/** What tells it from others of its name, in both XMLs; null where only the order does. */
function ownKey(element: XmlElement): string | null {
  const at = (path: string, name: string) => element.find(path)?.get(name) ?? null
  switch (element.name) {
    case 'disk':
      return at('target', 'dev')
    case 'interface':
      return at('mac', 'address')
    case 'controller':
      return `${element.get('type')}:${element.get('index') ?? 0}`
    case 'input':
      return `${element.get('type')}:${element.get('bus') ?? ''}`
    case 'graphics':
      return element.get('type')
    case 'channel':
      return at('target', 'name')
    case 'filesystem':
      return at('target', 'dir')
    default:
      return null
  }
}

/** libvirt shows the first serial port a second time, as a console. */
function isConsoleOfSerial(element: XmlElement): boolean {
  return element.name === 'console' && (element.find('target')?.get('type') ?? 'serial') === 'serial'
}

/** USB 1 on the back of a USB 2 controller: one device to everybody. */
function isCompanion(element: XmlElement): boolean {
  return element.name === 'controller' && element.find('master') !== null
}

function kindOf(element: XmlElement): DeviceKind {
  if (element.name === 'disk') {
    const device = element.get('device')
    return device === 'cdrom' || device === 'floppy' ? device : 'disk'
  }
  const kind = kindOfElement[element.name] ?? (element.name as DeviceKind)
  return deviceKinds.includes(kind) ? kind : 'other'
}

type Label = DeviceItem['label']

const busNames: Record<string, string> = {
  virtio: 'VirtIO',
  sata: 'SATA',
  ide: 'IDE',
  scsi: 'SCSI',
  usb: 'USB',
  fdc: 'FDC',
  sd: 'SD',
}
const controllerNames: Record<string, string> = {
  pci: 'PCI',
  usb: 'USB',
  scsi: 'SCSI',
  ide: 'IDE',
  sata: 'SATA',
  fdc: 'FDC',
  ccid: 'CCID',
  'virtio-serial': 'VirtIO Serial',
}

function labelOf(kind: DeviceKind, element: XmlElement, count: (group: string) => number): Label {
  const at = (path: string, name: string) => element.find(path)?.get(name) ?? ''
  switch (kind) {
    case 'disk':
    case 'cdrom':
    case 'floppy': {
      const bus = at('target', 'bus')
      return { key: kind, params: { bus: busNames[bus] ?? bus, number: count(`${kind} ${bus}`) } }
    }
    case 'nic':
      return { key: kind, params: { mac: at('mac', 'address').split(':').slice(-3).join(':') } }
    case 'input': {
      const type = element.get('type') ?? ''
      const known = ['tablet', 'mouse', 'keyboard'].includes(type)
      return { key: known ? type : 'input', params: known ? {} : { type } }
    }
    case 'graphics':
      return { key: kind, params: { type: displayName(element.get('type') ?? '') } }
    case 'sound':
    case 'watchdog':
    case 'memballoon':
    case 'panic':
    case 'vsock':
      return { key: kind, params: { model: element.get('model') ?? '' } }
    case 'serial':
    case 'parallel':
    case 'console':
    case 'redirdev':
    case 'smartcard':
      return { key: kind, params: { number: count(kind) } }
    case 'channel':
      return { key: kind, params: { name: channelName(element) } }
    case 'video':
      return { key: kind, params: { model: at('model', 'type') } }
    case 'controller': {
      const type = element.get('type') ?? ''
      const name = element.get('model')?.startsWith('pcie') ? 'PCIe' : (controllerNames[type] ?? type)
      return { key: kind, params: { type: name, index: element.get('index') ?? '0' } }
    }
    case 'filesystem':
      return { key: kind, params: { target: at('target', 'dir') } }
    case 'tpm':
      return { key: kind, params: { model: element.get('model') ?? '' } }
    case 'rng':
      return { key: kind, params: { source: element.find('backend')?.text ?? '' } }
    case 'hostdev':
      return { key: kind, params: { type: element.get('type') ?? '', number: count(kind) } }
    case 'other':
      return { key: kind, params: { name: element.name, number: count(element.name) } }
  }
}

function displayName(type: string): string {
  return type === 'vnc' || type === 'sdl' ? type.toUpperCase() : type === 'spice' ? 'SPICE' : type
}

/** `org.qemu.guest_agent.0` is qemu-ga to everyone. */
function channelName(element: XmlElement): string {
  const name = element.find('target')?.get('name') ?? ''
  const known: Record<string, string> = { 'org.qemu.guest_agent.0': 'qemu-ga', 'com.redhat.spice.0': 'spice' }
  return known[name] ?? (name || (element.get('type') ?? ''))
}
