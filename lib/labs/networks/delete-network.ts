import { forwardScriptPath } from '#lib/virt/commands/network-forward-script.ts'
import { startNetwork, stopNetwork, undefineNetwork } from '#lib/virt/network-lifecycle.ts'
import { lookupNetwork } from '#lib/virt/network.ts'
import type { OperationContext } from '../operations/operation.ts'

/** Stops it if asked, and forgets it with its port forwards; one that cannot be forgotten goes on. Codes: libvirt.<n>. */
export async function deleteNetwork(
  { network: name, stop, forwards }: { network: string; stop: boolean; forwards: boolean },
  { libvirt, host }: Pick<OperationContext, 'libvirt' | 'host'>,
): Promise<void> {
  const network = await lookupNetwork(libvirt, { name })
  if (stop) await stopNetwork(libvirt, network)
  try {
    await undefineNetwork(libvirt, network)
  } catch (error) {
    if (stop) await startNetwork(libvirt, network)
    throw error
  }
  if (forwards) await host.run(['rm', '-f', forwardScriptPath(name)])
}
