import { checkNicAttach, checkNicEdit, findNic, sameMac } from '#lib/virt/commands/check-nic.ts'
import { nicEditProperties } from '#lib/virt/commands/device-commands.ts'
import type { NicAttach, NicDetach, NicEdit, NicLink } from '#lib/virt/commands/device-input.ts'
import type { Libvirt } from '#lib/virt/connect.ts'
import { attachDevice, detachDevice, updateDevice } from '#lib/virt/domain-devices.ts'
import type { Domain } from '#lib/virt/types.ts'
import { nicProperties } from '#lib/virt/xml/device-interface.ts'
import { deviceXml, setProperties } from '#lib/virt/xml/device-properties.ts'
import type { XmlElement } from '#lib/virt/xml/edit.ts'
import { readDeviceSurroundings, refuse } from './device-surroundings.ts'
import { keyOf, whenOf } from './disk-actions.ts'
import { editKept, findElement, notThere, readKept } from './edit-config.ts'
import { explained } from './explain.ts'
import { unplug } from './unplug.ts'

const withMac = (mac: string) => (nic: XmlElement) => sameMac(nic.find('mac')?.get('address') ?? '', mac)
const now = { live: true, config: false }
const next = { live: false, config: true }

export async function attachNic(input: NicAttach, lv: Libvirt): Promise<void> {
  const around = await readDeviceSurroundings(lv, input.vm)
  refuse(checkNicAttach(input, around))
  const xml = deviceXml('interface', nicProperties(input))
  await explained(attachDevice(lv, { ...keyOf(around.domain), xml, when: whenOf(input) }))
}

/** What runs first; if what is kept cannot be changed then, what runs is as it was again. */
export async function editNic(input: NicEdit, lv: Libvirt): Promise<void> {
  const around = await readDeviceSurroundings(lv, input.vm)
  refuse(checkNicEdit(input, around))
  const edit = (nic: XmlElement) => setProperties(nic, nicEditProperties(input))
  await changeNic(lv, around.domain, input, edit)
}

export async function setLink(input: NicLink, lv: Libvirt): Promise<void> {
  const { domain } = await readDeviceSurroundings(lv, input.vm)
  const edit = (nic: XmlElement) => void nic.ensure('link').set('state', input.up ? 'up' : 'down')
  await changeNic(lv, domain, input, edit)
}

export async function detachNic({ vm, mac, types }: NicDetach, lv: Libvirt): Promise<void> {
  const { domain } = await readDeviceSurroundings(lv, vm)
  const key = keyOf(domain)
  const { running, kept } = findNic(domain, mac)
  if (types.live !== undefined && running?.type !== types.live) throw notThere(mac)
  if (types.config !== undefined && kept?.type !== types.config) throw notThere(mac)
  const keptXml =
    types.config === undefined ? null : findElement(await readKept(lv, key), 'interface', mac, withMac(mac))
  if (types.live !== undefined && running?.alias) await unplug(lv, key, running.alias)
  if (keptXml) await explained(detachDevice(lv, { ...key, xml: keptXml.toString(), when: next }))
}

async function changeNic(
  lv: Libvirt,
  domain: Domain,
  { mac, live, config }: { mac: string; live: boolean; config: boolean },
  edit: (nic: XmlElement) => void,
): Promise<void> {
  const key = keyOf(domain)
  const matches = withMac(mac)
  const running = () => findElement(domain.liveXml ?? '<domain/>', 'interface', mac, matches)
  if (live) {
    const changed = running()
    edit(changed)
    await explained(updateDevice(lv, { ...key, xml: changed.toString(), when: now }))
  }
  if (!config) return
  try {
    await explained(editKept(lv, key, { name: 'interface', device: mac, matches, edit }))
  } catch (error) {
    if (live) await updateDevice(lv, { ...key, xml: running().toString(), when: now })
    throw error
  }
}
