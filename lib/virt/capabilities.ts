import type { Element } from '@xmldom/xmldom'
import type { Libvirt } from './connect.ts'
import { connectProcedures as procedures } from './rpc/procedures.ts'
import { parseRoot } from './xml/document.ts'
import { attribute, children, find, number, text } from './xml/query.ts'

export interface Host {
  hostname: string
  uri: string
  /** As virsh version prints them: 11.3.0. */
  libvirtVersion: string
  qemuVersion: string
  cpuModel: string
  cpus: number
  sockets: number
  coresPerSocket: number
  threadsPerCore: number
  memoryKiB: number
  memoryFreeKiB: number
}

export interface Machine {
  name: string
  /** What an alias like q35 stands for; its own name otherwise. */
  canonical: string
  maxCpus: number
  deprecated: boolean
}

export interface GuestArch {
  arch: string
  osType: string
  emulator: string
  /** kvm and qemu, best first: which accelerators libvirt offers here. */
  accelerators: string[]
  machines: Machine[]
}

export interface Capabilities {
  hostArch: string
  hostCpuModel: string | null
  guests: GuestArch[]
  xml: string
}

export interface CpuModel {
  name: string
  usable: boolean
}

export interface DomainCapabilities {
  emulator: string
  accelerator: string
  machine: string
  arch: string
  vcpusMax: number
  /** bios is always there; efi if its firmware is installed. */
  firmware: string[]
  cpuModes: string[]
  cpuModels: CpuModel[]
  diskDevices: string[]
  diskBuses: string[]
  /** libvirt lists none: QEMU's usual ones for the machine, the ones that virt-manager offers. */
  nicModels: string[]
  graphicsTypes: string[]
  videoModels: string[]
  xml: string
}

/** virsh hostname, version, nodeinfo and freecell in one go. */
export async function readHost(lv: Libvirt): Promise<Host> {
  const [{ hostname }, { uri }, library, hypervisor, node, free] = await Promise.all([
    lv.call(procedures.connectGetHostname, {}),
    lv.call(procedures.connectGetUri, {}),
    lv.call(procedures.connectGetLibVersion, {}),
    lv.call(procedures.connectGetVersion, {}),
    lv.call(procedures.nodeGetInfo, {}),
    lv.call(procedures.nodeGetFreeMemory, {}),
  ])
  return {
    hostname,
    uri,
    libvirtVersion: formatVersion(library.version),
    qemuVersion: formatVersion(hypervisor.version),
    cpuModel: node.model,
    cpus: node.cpus,
    sockets: node.sockets,
    coresPerSocket: node.cores,
    threadsPerCore: node.threads,
    memoryKiB: node.memoryKiB,
    memoryFreeKiB: Math.floor(free.bytes / 1024),
  }
}

/** virsh capabilities: https://libvirt.org/formatcaps.html */
export async function readCapabilities(lv: Libvirt): Promise<Capabilities> {
  const { xml } = await lv.call(procedures.connectGetCapabilities, {})
  const root = parseRoot(xml)
  return {
    hostArch: text(root, 'host/cpu/arch') ?? '',
    hostCpuModel: text(root, 'host/cpu/model'),
    guests: children(root, 'guest').map(guestArch),
    xml,
  }
}

export interface DomainCapabilitiesQuery {
  emulator?: string
  arch?: string
  machine?: string
  accelerator?: string
}

/**
 * virsh domcapabilities, for libvirt's own choice where nothing is asked: https://libvirt.org/formatdomaincaps.html
 * Code: libvirt.8 for a machine or accelerator that there is not.
 */
export async function readDomainCapabilities(
  lv: Libvirt,
  { emulator, arch, machine, accelerator }: DomainCapabilitiesQuery = {},
): Promise<DomainCapabilities> {
  const { xml } = await lv.call(procedures.connectGetDomainCapabilities, {
    emulator: emulator ?? null,
    arch: arch ?? null,
    machine: machine ?? null,
    virtType: accelerator ?? null,
    flags: 0,
  })
  const root = parseRoot(xml)
  const machineName = text(root, 'machine') ?? ''
  const archName = text(root, 'arch') ?? ''
  const modes = children(find(root, 'cpu'), 'mode').filter((mode) => mode.getAttribute('supported') === 'yes')
  const custom = modes.find((mode) => mode.getAttribute('name') === 'custom') ?? null
  return {
    emulator: text(root, 'path') ?? '',
    accelerator: text(root, 'domain') ?? '',
    machine: machineName,
    arch: archName,
    vcpusMax: number(attribute(root, 'vcpu', 'max')) ?? 1,
    firmware: [...new Set(['bios', ...enumValues(root, 'os', 'firmware')])],
    cpuModes: modes.map((mode) => mode.getAttribute('name') ?? ''),
    cpuModels: children(custom, 'model').map((model) => ({
      name: model.textContent ?? '',
      usable: model.getAttribute('usable') === 'yes',
    })),
    diskDevices: enumValues(root, 'devices/disk', 'diskDevice'),
    diskBuses: enumValues(root, 'devices/disk', 'bus'),
    nicModels: nicModels(archName, machineName),
    graphicsTypes: enumValues(root, 'devices/graphics', 'type'),
    videoModels: enumValues(root, 'devices/video', 'modelType'),
    xml,
  }
}

function guestArch(guest: Element): GuestArch {
  const arch = find(guest, 'arch')
  const accelerators = children(arch, 'domain').map((domain) => domain.getAttribute('type') ?? '')
  return {
    arch: arch?.getAttribute('name') ?? '',
    osType: text(guest, 'os_type') ?? '',
    emulator: text(arch, 'emulator') ?? '',
    accelerators: accelerators.sort((a, b) => Number(b === 'kvm') - Number(a === 'kvm')),
    machines: children(arch, 'machine').map((machine) => ({
      name: machine.textContent ?? '',
      canonical: machine.getAttribute('canonical') ?? machine.textContent ?? '',
      maxCpus: number(machine.getAttribute('maxCpus')) ?? 1,
      deprecated: machine.getAttribute('deprecated') === 'yes',
    })),
  }
}

function enumValues(root: Element, path: string, name: string): string[] {
  const list = children(find(root, path), 'enum').find((element) => element.getAttribute('name') === name) ?? null
  return children(list, 'value').map((value) => value.textContent ?? '')
}

function nicModels(arch: string, machine: string): string[] {
  if (arch !== 'x86_64' && arch !== 'i686') return ['virtio']
  return machine.includes('q35') ? ['virtio', 'e1000e', 'e1000', 'rtl8139'] : ['virtio', 'e1000', 'rtl8139']
}

/** 11003000 is 11.3.0. */
function formatVersion(version: number): string {
  return [Math.floor(version / 1_000_000), Math.floor(version / 1_000) % 1_000, version % 1_000].join('.')
}
