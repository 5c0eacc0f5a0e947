import { VirtLabError } from '#lib/base/error.ts'
import { checkDisplay, type DisplaySet } from '#lib/virt/commands/display-commands.ts'
import type { Libvirt } from '#lib/virt/connect.ts'
import { defineDomain, lookupDomain, readDomains } from '#lib/virt/domain.ts'
import { displayXml, hasPort } from '#lib/virt/xml/display-settings.ts'
import { XmlDocument, type XmlElement } from '#lib/virt/xml/edit.ts'
import { refuse } from '../devices/device-surroundings.ts'
import { notThere, readKept } from '../devices/edit-config.ts'
import { explained } from '../devices/explain.ts'

/**
 * Writes one display of what is kept of a VM anew; everything else stays byte for byte. Codes: display.port, .password-empty,
 * .password-long, .password-markup (virt-xml would escape it twice), .port-taken { vm }, .needs-spice { devices }, devices.not-there, and defineDomain's.
 */
export async function setDisplay(input: DisplaySet, lv: Libvirt): Promise<void> {
  const { vm, number, port } = input
  refuse(checkDisplay(input))
  const key = await lookupDomain(lv, { name: vm })
  if (port !== null && hasPort(input)) await refuseTakenPort(lv, vm, port)
  const document = new XmlDocument(await readKept(lv, key))
  const devices = document.root.ensure('devices')
  const displays = devices.elements('graphics')
  if (number === null) devices.addXml(displayXml(input), { after: ['graphics', 'input', 'tpm', 'channel'] })
  else {
    const element = displays[number - 1]
    if (!element) throw notThere(`graphics ${number}`)
    element.replaceWith(displayXml(input))
  }
  refuseWithoutSpice(devices)
  await explained(defineDomain(lv, { xml: document.toString() }))
}

/** What goes through a SPICE client cannot be there without its display. */
function refuseWithoutSpice(devices: XmlElement): void {
  if (devices.elements('graphics').some((graphics) => graphics.get('type') === 'spice')) return
  const needed = devices.elements().filter((device) => device.get('type') === 'spicevmc')
  if (needed.length === 0) return
  const params = { devices: needed.map(({ name }) => name).join(', ') }
  const message = `without SPICE there can be no ${params.devices}`
  throw new VirtLabError({ code: 'display.needs-spice', message, params, field: 'type', status: 409 })
}

/** Two VMs with one port cannot run at once. */
async function refuseTakenPort(lv: Libvirt, vm: string, port: number): Promise<void> {
  const other = (await readDomains(lv)).find(
    (domain) => domain.name !== vm && domain.graphics.some((graphics) => graphics.port === port),
  )
  if (!other) return
  const params = { port, vm: other.name }
  const message = `${other.name} has port ${port}`
  throw new VirtLabError({ code: 'display.port-taken', message, params, field: 'port', status: 409 })
}
