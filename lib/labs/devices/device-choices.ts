import { readDomainCapabilities } from '#lib/virt/capabilities.ts'
import { readDomains } from '#lib/virt/domain.ts'
import { XmlDocument, type XmlElement } from '#lib/virt/xml/edit.ts'
import type { LabHost } from '../lab-host.ts'
import { type LabRequest, withLabHost } from '../with-lab-host.ts'
import { machineOf } from './device-surroundings.ts'
import { notThere } from './edit-config.ts'

/** What a VM's devices can be made of on this host. */
export interface DeviceChoices {
  diskBuses: string[]
  nicModels: string[]
  videoModels: string[]
  panicModels: string[]
  tpmModels: string[]
  filesystemDrivers: string[]
  /** swtpm is there to be a TPM. */
  tpmEmulator: boolean
  q35: boolean
  /** Bridges of the host, libvirt's own ones too. */
  bridges: string[]
  /** Devices of the host that macvtap can sit on; `real`: a network card and not a bridge. */
  hostDevices: { name: string; real: boolean }[]
}

/** Asks libvirt and the lab host itself. Codes: withLabHost's, devices.not-there. */
export function readDeviceChoices({ vm, ...request }: LabRequest & { vm: string }): Promise<DeviceChoices> {
  return withLabHost(request, async (host) => {
    const lv = await host.libvirt()
    const domain = (await readDomains(lv)).find(({ name }) => name === vm)
    if (!domain) throw notThere(vm)
    const [capabilities, network] = await Promise.all([
      readDomainCapabilities(lv, machineOf(domain)),
      readHostNetwork(host),
    ])
    const devices = new XmlDocument(capabilities.xml).root.find('devices')
    return {
      diskBuses: capabilities.diskBuses,
      nicModels: capabilities.nicModels,
      videoModels: capabilities.videoModels.filter((model) => model !== 'none'),
      panicModels: enumOf(devices, 'panic', 'model').filter((model) => model !== 'hyperv'),
      tpmModels: enumOf(devices, 'tpm', 'model'),
      filesystemDrivers: enumOf(devices, 'filesystem', 'driverType').filter((driver) => driver !== 'handle'),
      tpmEmulator: enumOf(devices, 'tpm', 'backendModel').includes('emulator'),
      q35: capabilities.machine.includes('q35'),
      ...network,
    }
  })
}

function enumOf(devices: XmlElement | null, device: string, name: string): string[] {
  const list = devices
    ?.find(device)
    ?.elements('enum')
    .find((one) => one.get('name') === name)
  return list?.elements('value').map(({ text }) => text) ?? []
}

/** One line for each device of the host: its name, and what it is. VMs' own ends (vnet0) are none. */
const listing = `cd /sys/class/net && for name in *; do
  case $name in lo|vnet*|macvtap*) continue;; esac
  if [ -d "$name/bridge" ]; then echo "$name bridge"; elif [ -e "$name/device" ]; then echo "$name real"; else echo "$name other"; fi
done`

async function readHostNetwork(host: LabHost): Promise<Pick<DeviceChoices, 'bridges' | 'hostDevices'>> {
  const { stdout } = await host.run(['sh', '-c', listing])
  const found = stdout.split('\n').flatMap((line) => {
    const [name, kind] = line.split(' ')
    return name && kind ? [{ name, kind }] : []
  })
  return {
    bridges: found.filter(({ kind }) => kind === 'bridge').map(({ name }) => name),
    hostDevices: found.map(({ name, kind }) => ({ name, real: kind === 'real' })),
  }
}
