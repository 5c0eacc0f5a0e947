import { XmlDocument } from './edit.ts'

/** libvirt's names of a running domain's devices: virtio-disk0, net0… */
export function readDeviceAliases(xml: string): string[] {
  const devices = new XmlDocument(xml).root.find('devices')?.elements() ?? []
  return devices.flatMap((device) => device.find('alias')?.get('name') ?? [])
}
