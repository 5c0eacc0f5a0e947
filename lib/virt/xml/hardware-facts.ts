import type { BootDevice, CpuChoice, Topology } from '../commands/hardware-commands.ts'
import { bootKey } from './edit-hardware.ts'
import type { XmlElement } from './edit.ts'
import { sizeKiB } from './size.ts'

export interface BootFacts {
  /** Every device that one can boot from: those with a place first, in their order. */
  devices: { device: BootDevice; place: number | null }[]
  /** true while the order is by kind (<os><boot dev=…>), not by device. */
  byKind: boolean
  menu: boolean
  kernel: { kernel: string; initrd: string; cmdline: string } | null
}

/** What the panels of a VM show of one of its XMLs: https://libvirt.org/formatdomain.html */
export interface HardwareFacts {
  title: string
  description: string
  /** <domain type>: kvm or qemu. */
  type: string
  arch: string
  machine: string
  firmware: 'bios' | 'efi'
  emulator: string
  osinfo: string | null
  vcpus: number
  vcpusMax: number
  cpu: CpuChoice
  topology: (Topology & { clusters: number }) | null
  memoryKiB: number
  memoryMaxKiB: number
  locked: boolean
  noSharePages: boolean
  /** Model of the balloon; null if there is none. */
  balloon: string | null
  periodSeconds: number
  boot: BootFacts
}

export function readHardwareFacts(root: XmlElement): HardwareFacts {
  const vcpusMax = Number(root.find('vcpu')?.text ?? 1)
  const memoryMaxKiB = sizeKiB(root.find('memory')) ?? 0
  const os = root.find('os')
  const efi = os?.get('firmware') === 'efi' || os?.find('loader')?.get('type') === 'pflash'
  const balloon = root.find('devices/memballoon')?.get('model') ?? null
  const osinfo = root.find('metadata/libosinfo:libosinfo/libosinfo:os')?.get('id') ?? null
  return {
    title: root.find('title')?.text ?? '',
    description: root.find('description')?.text ?? '',
    type: root.get('type') ?? '',
    arch: os?.find('type')?.get('arch') ?? '',
    machine: os?.find('type')?.get('machine') ?? '',
    firmware: efi ? 'efi' : 'bios',
    emulator: root.find('devices/emulator')?.text ?? '',
    osinfo,
    vcpus: Number(root.find('vcpu')?.get('current') ?? vcpusMax),
    vcpusMax,
    cpu: cpuOf(root.find('cpu')),
    topology: topologyOf(root.find('cpu/topology')),
    memoryKiB: sizeKiB(root.find('currentMemory')) ?? memoryMaxKiB,
    memoryMaxKiB,
    locked: root.find('memoryBacking/locked') !== null,
    noSharePages: root.find('memoryBacking/nosharepages') !== null,
    balloon: balloon === 'none' ? null : balloon,
    periodSeconds: Number(root.find('devices/memballoon/stats')?.get('period') ?? 0),
    boot: bootOf(root),
  }
}

function cpuOf(cpu: XmlElement | null): CpuChoice {
  const mode = cpu?.get('mode')
  if (mode === 'host-passthrough' || mode === 'host-model') return { mode }
  const name = cpu?.find('model')?.text
  return name ? { mode: 'custom', name } : { mode: 'hv-default' }
}

function topologyOf(element: XmlElement | null): HardwareFacts['topology'] {
  if (!element) return null
  const number = (name: string) => Number(element.get(name) ?? 1)
  const dies = number('dies')
  return {
    sockets: number('sockets'),
    cores: number('cores'),
    threads: number('threads'),
    clusters: number('clusters'),
    ...(dies > 1 ? { dies } : {}),
  }
}

const bootable = ['disk', 'interface', 'hostdev', 'redirdev'] as const

function bootOf(root: XmlElement): BootFacts {
  const os = root.find('os')
  const kinds = os?.elements('boot').map((boot) => boot.get('dev') ?? '') ?? []
  const devices = bootable.flatMap((name) =>
    (root.find('devices')?.elements(name) ?? []).map((element, index) => {
      const order = element.find('boot')?.get('order')
      return {
        element,
        device: { element: name, key: bootKey(element, index + 1), index: index + 1 },
        place: order ? Number(order) : null,
      }
    }),
  )
  const byKind = devices.every(({ place }) => place === null)
  if (byKind) {
    const seen = new Set<string>()
    for (const entry of devices) {
      const kind = kindOf(entry.element)
      const place = kinds.indexOf(kind)
      // QEMU takes the first of each kind.
      if (place >= 0 && !seen.has(kind)) entry.place = place + 1
      seen.add(kind)
    }
  }
  const kernel = os?.find('kernel')?.text
  const rank = ({ place }: { place: number | null }) => place ?? Number.POSITIVE_INFINITY
  return {
    devices: devices
      .toSorted((a, b) => (rank(a) === rank(b) ? 0 : rank(a) - rank(b)))
      .map(({ device, place }) => ({ device, place })),
    byKind,
    menu: os?.find('bootmenu')?.get('enable') === 'yes',
    kernel: kernel
      ? { kernel, initrd: os?.find('initrd')?.text ?? '', cmdline: os?.find('cmdline')?.text ?? '' }
      : null,
  }
}

/** In the words of <os><boot dev>. */
function kindOf(element: XmlElement): string {
  if (element.name === 'interface') return 'network'
  if (element.name !== 'disk') return ''
  const device = element.get('device')
  return device === 'cdrom' ? 'cdrom' : device === 'floppy' ? 'fd' : 'hd'
}
