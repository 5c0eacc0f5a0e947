import { VirtLabError } from '#lib/base/error.ts'
import type { Plug } from '#lib/virt/commands/network-commands.ts'
import { defineNetwork, startNetwork, stopNetwork } from '#lib/virt/network-lifecycle.ts'
import { lookupNetwork, readNetworkXml } from '#lib/virt/network.ts'
import { XmlDocument } from '#lib/virt/xml/edit.ts'
import type { OperationContext } from '../operations/operation.ts'
import { plugIn } from './start-network.ts'

/**
 * Gives a network other XML, and starts it anew if asked; if that fails it is as it was, and runs.
 * Codes: networks.xml-{root,name,uuid}, xml.not-well-formed, libvirt.<n>.
 */
export async function redefineNetwork(
  { network: name, xml, restart, plug }: { network: string; xml: string; restart: boolean; plug: Plug | null },
  { libvirt, host }: Pick<OperationContext, 'libvirt' | 'host'>,
): Promise<void> {
  const network = await lookupNetwork(libvirt, { name })
  checkIdentity(xml, network)
  const before = await readNetworkXml(libvirt, { ...network, inactive: true })
  await defineNetwork(libvirt, { xml })
  if (!restart) return
  await stopNetwork(libvirt, network)
  try {
    await startNetwork(libvirt, network)
  } catch (error) {
    await defineNetwork(libvirt, { xml: before })
    await startNetwork(libvirt, network)
    await plugIn(plug, host)
    throw error
  }
  await plugIn(plug, host)
}

/** With another name or UUID libvirt would make a second network, or refuse in words that do not help. */
function checkIdentity(xml: string, { name, uuid }: { name: string; uuid: string }): void {
  const { root } = new XmlDocument(xml)
  const refuse = (code: string) => {
    throw new VirtLabError({ code: `networks.${code}`, message: code, params: { name }, field: 'xml', status: 409 })
  }
  if (root.name !== 'network') refuse('xml-root')
  if (root.find('name')?.text !== name) refuse('xml-name')
  const given = root.find('uuid')?.text
  if (given !== undefined && given.toLowerCase() !== uuid.toLowerCase()) refuse('xml-uuid')
}
