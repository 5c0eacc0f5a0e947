import { checkNetworkForm } from '#lib/virt/commands/network-check.ts'
import type { NetworkForm } from '#lib/virt/commands/network-form.ts'
import {
  defineNetwork,
  setNetworkAutostart,
  startNetwork,
  stopNetwork,
  undefineNetwork,
} from '#lib/virt/network-lifecycle.ts'
import { networkXml } from '#lib/virt/xml/network-xml.ts'
import type { OperationContext } from '../operations/operation.ts'
import { refuseFirst } from '../storage/refuse.ts'
import { readSurroundings } from './read-surroundings.ts'

/** Defines a network, starts and autostarts it as chosen; if one of these fails, nothing of it is left. Codes: networks.*, libvirt.<n>. */
export async function createVirtualNetwork(
  form: NetworkForm,
  { libvirt, host, signal }: Pick<OperationContext, 'libvirt' | 'host' | 'signal'>,
): Promise<void> {
  refuseFirst(checkNetworkForm(form, await readSurroundings(libvirt, host)))
  signal.throwIfAborted()
  const network = await defineNetwork(libvirt, { xml: networkXml(form) })
  let started = false
  try {
    if (form.start) {
      await startNetwork(libvirt, network)
      started = true
    }
    if (form.autostart) await setNetworkAutostart(libvirt, { ...network, autostart: true })
    signal.throwIfAborted()
  } catch (error) {
    if (started) await stopNetwork(libvirt, network)
    await undefineNetwork(libvirt, network)
    throw error
  }
}
