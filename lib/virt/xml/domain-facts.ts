import type { Element } from '@xmldom/xmldom'
import type { DomainDisk, DomainGraphics, DomainInterface } from '../types.ts'
import { parseRoot } from './document.ts'
import { attribute, children, find, firstAttribute, number, sizeKiB, text } from './query.ts'

/** What a domain's XML says: https://libvirt.org/formatdomain.html */
export interface DomainFacts {
  id: number | null
  uuid: string
  name: string
  type: string
  vcpus: number
  vcpusMax: number
  memoryKiB: number
  memoryMaxKiB: number
  osinfo: string | null
  interfaces: DomainInterface[]
  disks: DomainDisk[]
  graphics: DomainGraphics[]
  hasSerialConsole: boolean
}

const cacheSize = 256
const cache = new Map<string, DomainFacts>()

/** Facts of one XML; the last few hundred are remembered, for most re-reads find the XML as it was. */
export function readDomainFacts(xml: string): DomainFacts {
  const known = cache.get(xml)
  if (known) return known
  const facts = factsOf(parseRoot(xml))
  if (cache.size >= cacheSize) cache.delete(cache.keys().next().value as string)
  cache.set(xml, facts)
  return facts
}

function factsOf(root: Element): DomainFacts {
  const devices = find(root, 'devices')
  const vcpusMax = number(text(root, 'vcpu')) ?? 1
  const memoryMaxKiB = sizeKiB(find(root, 'memory')) ?? 0
  return {
    id: number(root.getAttribute('id')),
    uuid: text(root, 'uuid') ?? '',
    name: text(root, 'name') ?? '',
    type: root.getAttribute('type') ?? '',
    vcpus: number(attribute(root, 'vcpu', 'current')) ?? vcpusMax,
    vcpusMax,
    memoryKiB: sizeKiB(find(root, 'currentMemory')) ?? memoryMaxKiB,
    memoryMaxKiB,
    osinfo: attribute(root, 'metadata/libosinfo:libosinfo/libosinfo:os', 'id'),
    interfaces: children(devices, 'interface').map(interfaceOf),
    disks: children(devices, 'disk').map(diskOf),
    graphics: children(devices, 'graphics').map(graphicsOf),
    hasSerialConsole: [...children(devices, 'console'), ...children(devices, 'serial')].some(canOpen),
  }
}

const interfaceSources = ['bridge', 'dev', 'network', 'name', 'path']
const diskSources = ['file', 'dev', 'dir', 'name', 'volume', 'path']

function interfaceOf(element: Element): DomainInterface {
  return {
    mac: attribute(element, 'mac', 'address') ?? '',
    model: attribute(element, 'model', 'type'),
    type: element.getAttribute('type') ?? '',
    source: firstAttribute(find(element, 'source'), interfaceSources),
    target: attribute(element, 'target', 'dev'),
    linkState: attribute(element, 'link', 'state') === 'down' ? 'down' : 'up',
    addresses: [],
  }
}

function diskOf(element: Element): DomainDisk {
  return {
    target: attribute(element, 'target', 'dev') ?? '',
    bus: attribute(element, 'target', 'bus') ?? '',
    device: (element.getAttribute('device') ?? 'disk') as DomainDisk['device'],
    format: attribute(element, 'driver', 'type'),
    source: firstAttribute(find(element, 'source'), diskSources),
    readonly: find(element, 'readonly') !== null,
  }
}

function graphicsOf(element: Element): DomainGraphics {
  const listeners = children(element, 'listen')
  const socket = listeners.find((listen) => listen.getAttribute('type') === 'socket')
  const port = number(element.getAttribute('port'))
  return {
    type: element.getAttribute('type') ?? '',
    socket: element.getAttribute('socket') ?? socket?.getAttribute('socket') ?? null,
    listen:
      element.getAttribute('listen') ??
      listeners.find((listen) => listen.hasAttribute('address'))?.getAttribute('address') ??
      null,
    port: port !== null && port > 0 ? port : null,
    passwordRequired: element.hasAttribute('passwd'),
  }
}

/** virDomainOpenConsole connects to these kinds only. */
function canOpen(element: Element): boolean {
  const type = element.getAttribute('type')
  return type === 'pty' || type === 'unix'
}
