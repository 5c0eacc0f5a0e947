import { isVirtLabError } from '#lib/base/error.ts'
import type { Libvirt } from './connect.ts'
import { type ObjectKey, wireObject } from './domain-key.ts'
import { networkProcedures as procedures } from './rpc/procedures.ts'
import type { Network } from './types.ts'
import { parseRoot } from './xml/document.ts'
import { attribute, find } from './xml/query.ts'

export { listLeases } from './lease.ts'

const listFlags = { active: 1 << 1, persistent: 1 << 2, autostart: 1 << 4 }
const inactiveXml = 1 << 0

export interface NetworkRef {
  name: string
  uuid: string
}

export async function listNetworks(lv: Libvirt, flags = 0): Promise<NetworkRef[]> {
  const { networks } = await lv.call(procedures.connectListAllNetworks, { needResults: true, flags })
  return networks
}

/** virsh net-list --name of one: its UUID. Code: libvirt.43 no such network. */
export async function lookupNetwork(lv: Libvirt, { name }: { name: string }): Promise<NetworkRef> {
  return (await lv.call(procedures.networkLookupByName, { name })).net
}

/** virsh net-dumpxml [--inactive]. Code: libvirt.43. */
export async function readNetworkXml(
  lv: Libvirt,
  { inactive, ...key }: ObjectKey & { inactive?: boolean },
): Promise<string> {
  const args = { net: wireObject(key), flags: inactive ? inactiveXml : 0 }
  return (await lv.call(procedures.networkGetXmlDesc, args)).xml
}

/** Everything about one network (virsh net-info, net-dumpxml). Code: libvirt.43 if it is gone. */
export async function readNetwork(lv: Libvirt, uuid: string): Promise<Network> {
  const net = wireObject({ uuid })
  const [xml, inactiveXml, { active }, { persistent }, autostart] = await Promise.all([
    readNetworkXml(lv, { uuid }),
    readNetworkXml(lv, { uuid, inactive: true }).catch(nullIfTransient),
    lv.call(procedures.networkIsActive, { net }),
    lv.call(procedures.networkIsPersistent, { net }),
    lv.call(procedures.networkGetAutostart, { net }).then((ret) => ret.autostart, falseIfTransient),
  ])
  return compose(xml, { active, persistent, autostart, inactiveXml: persistent ? inactiveXml : null })
}

/** All networks, in a few round trips; one that vanishes meanwhile is left out. */
export async function readNetworks(lv: Libvirt): Promise<Network[]> {
  const [all, active, persistent, autostart] = await Promise.all([
    listNetworks(lv),
    listNetworks(lv, listFlags.active).then(uuids),
    listNetworks(lv, listFlags.persistent).then(uuids),
    listNetworks(lv, listFlags.autostart).then(uuids),
  ])
  const read = async (ref: NetworkRef): Promise<Network> => {
    const [xml, inactiveXml] = await Promise.all([
      readNetworkXml(lv, ref),
      persistent.has(ref.uuid) ? readNetworkXml(lv, { ...ref, inactive: true }) : null,
    ])
    return compose(xml, {
      active: active.has(ref.uuid),
      persistent: persistent.has(ref.uuid),
      autostart: autostart.has(ref.uuid),
      inactiveXml,
    })
  }
  const networks = await Promise.all(all.map((ref) => read(ref).catch(nullIfGone)))
  return networks.filter((network) => network !== null)
}

function compose(xml: string, status: Pick<Network, 'active' | 'persistent' | 'autostart' | 'inactiveXml'>): Network {
  const root = parseRoot(xml)
  const forward = find(root, 'forward')
  return {
    uuid: find(root, 'uuid')?.textContent ?? '',
    name: find(root, 'name')?.textContent ?? '',
    ...status,
    bridge: attribute(root, 'bridge', 'name'),
    // <forward/> without a mode is nat: https://libvirt.org/formatnetwork.html#connectivity
    forward: forward ? (forward.getAttribute('mode') ?? 'nat') : 'isolated',
    xml,
  }
}

function uuids(refs: NetworkRef[]): Set<string> {
  return new Set(refs.map(({ uuid }) => uuid))
}

function falseIfTransient(error: unknown): boolean {
  if (isVirtLabError(error, 'libvirt.55')) return false
  throw error
}

function nullIfTransient(error: unknown): null {
  if (isVirtLabError(error, 'libvirt.55')) return null
  throw error
}

function nullIfGone(error: unknown): null {
  if (isVirtLabError(error, 'libvirt.43')) return null
  throw error
}
