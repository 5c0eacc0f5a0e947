import type { Libvirt } from './connect.ts'
import { type ObjectKey, wireObject } from './domain-key.ts'
import type { When } from './domain-devices.ts'
import type { NetworkRef } from './network.ts'
import { networkProcedures as procedures } from './rpc/procedures.ts'

/**
 * virsh net-define: makes a network, or replaces the one with its name and UUID; one that runs goes on as it was until it
 * is started again. Codes: libvirt.9 name, UUID or bridge taken, libvirt.27 not valid XML, libvirt.67 what no network can be.
 */
export async function defineNetwork(lv: Libvirt, { xml }: { xml: string }): Promise<NetworkRef> {
  return (await lv.call(procedures.networkDefineXml, { xml })).net
}

/** virsh net-create: one that is forgotten when it stops. Codes: as defineNetwork and startNetwork. */
export async function createNetwork(lv: Libvirt, { xml }: { xml: string }): Promise<NetworkRef> {
  return (await lv.call(procedures.networkCreateXml, { xml })).net
}

/** virsh net-start. Codes: libvirt.43, libvirt.55 active already, libvirt.1 the subnet or the bridge's name is in use on the host. */
export async function startNetwork(lv: Libvirt, key: ObjectKey): Promise<void> {
  await lv.call(procedures.networkCreate, { net: wireObject(key) })
}

/** virsh net-destroy: takes its bridge down; what is plugged in hangs in the air, and still does when it is started again. */
export async function stopNetwork(lv: Libvirt, key: ObjectKey): Promise<void> {
  await lv.call(procedures.networkDestroy, { net: wireObject(key) })
}

/** virsh net-undefine; an active one goes on until it is stopped. Codes: libvirt.43, libvirt.55 transient. */
export async function undefineNetwork(lv: Libvirt, key: ObjectKey): Promise<void> {
  await lv.call(procedures.networkUndefine, { net: wireObject(key) })
}

/** virsh net-autostart [--disable]; libvirt sends no event for it. Codes: libvirt.43, libvirt.55 transient. */
export async function setNetworkAutostart(
  lv: Libvirt,
  { autostart, ...key }: ObjectKey & { autostart: boolean },
): Promise<void> {
  await lv.call(procedures.networkSetAutostart, { net: wireObject(key), autostart })
}

/** https://libvirt.org/html/libvirt-libvirt-network.html#virNetworkUpdateCommand (add is add-last) */
const commands = { modify: 1, delete: 2, add: 3 }
const sections = { 'ip-dhcp-host': 4, 'ip-dhcp-range': 5, 'dns-host': 10 }
const flags = { live: 1 << 0, config: 1 << 1 }

export type NetworkUpdateCommand = keyof typeof commands
export type NetworkSection = keyof typeof sections

export interface NetworkUpdate {
  command: NetworkUpdateCommand
  section: NetworkSection
  /** The section's element. */
  xml: string
  /** Which `<ip>` of the network it is for; -1 for the first that fits. */
  parentIndex?: number
  when: When
}

/**
 * virsh net-update: one line of DHCP or DNS while it runs; dnsmasq is told, and no VM loses its link.
 * Codes: libvirt.43, libvirt.55 not active, or there is such a line already or none, libvirt.27 the XML.
 */
export async function updateNetwork(
  lv: Libvirt,
  { command, section, xml, parentIndex = -1, when, ...key }: NetworkUpdate & ObjectKey,
): Promise<void> {
  await lv.call(procedures.networkUpdate, {
    net: wireObject(key),
    command: commands[command],
    section: sections[section],
    parentIndex,
    xml,
    flags: (when.live ? flags.live : 0) | (when.config ? flags.config : 0),
  })
}
