import { checkDeviceAdd, checkSpec } from '#lib/virt/commands/check-device.ts'
import { deviceEditProperties } from '#lib/virt/commands/device-commands.ts'
import type { DeviceAdd, DeviceEdit, DeviceRemove } from '#lib/virt/commands/device-input.ts'
import type { Libvirt } from '#lib/virt/connect.ts'
import { defineDomain, lookupDomain } from '#lib/virt/domain.ts'
import { attachDevice } from '#lib/virt/domain-devices.ts'
import { setProperties } from '#lib/virt/xml/device-properties.ts'
import { specXml } from '#lib/virt/xml/device-spec.ts'
import { XmlDocument, type XmlElement } from '#lib/virt/xml/edit.ts'
import { refuse } from './device-surroundings.ts'
import { editKept, notThere, readKept } from './edit-config.ts'
import { explained } from './explain.ts'
import { unplug } from './unplug.ts'

/** libvirt's attach knows some devices only while a VM runs: what is kept is changed as a text, as virt-xml does. */
export async function addDevice({ vm, device, live, config }: DeviceAdd, lv: Libvirt): Promise<void> {
  refuse(checkDeviceAdd({ device, live }))
  const key = await lookupDomain(lv, { name: vm })
  const xml = specXml(device)
  const before = config ? await readKept(lv, key) : null
  if (before) {
    const document = new XmlDocument(before)
    document.root.ensure('devices').addXml(xml)
    await explained(defineDomain(lv, { xml: document.toString() }))
  }
  if (!live) return
  try {
    await explained(attachDevice(lv, { ...key, xml, when: { live: true, config: false } }))
  } catch (error) {
    if (before) await defineDomain(lv, { xml: before })
    throw error
  }
}

export async function editDevice({ vm, number, device }: DeviceEdit, lv: Libvirt): Promise<void> {
  refuse(checkSpec(device))
  const key = await lookupDomain(lv, { name: vm })
  const edit = (element: XmlElement) => setProperties(element, deviceEditProperties(device))
  const at = { name: device.kind, device: `${device.kind} ${number}`, matches: isNumber(number), edit }
  await explained(editKept(lv, key, at))
}

/** What is kept changes only after a running guest has let go. */
export async function removeDevice({ vm, kind, alias, number }: DeviceRemove, lv: Libvirt): Promise<void> {
  const key = await lookupDomain(lv, { name: vm })
  const document = number === null ? null : new XmlDocument(await readKept(lv, key))
  if (document) {
    const devices = document.root.find('devices')
    const element = devices?.elements(kind).find(isNumber(number ?? 0))
    if (!element) throw notThere(`${kind} ${number}`)
    // libvirt shows the first serial port a second time, and would make it again from there.
    if (kind === 'serial' && number === 1) devices?.elements('console').find(isOfSerial)?.remove()
    element.remove()
  }
  if (alias !== null) await explained(unplug(lv, key, alias))
  if (document) await explained(defineDomain(lv, { xml: document.toString() }))
}

const isNumber = (number: number) => (_: XmlElement, index: number) => index === number - 1

function isOfSerial(console: XmlElement): boolean {
  return (console.find('target')?.get('type') ?? 'serial') === 'serial'
}
