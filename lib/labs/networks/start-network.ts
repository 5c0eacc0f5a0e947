import { VirtLabError } from '#lib/base/error.ts'
import type { Plug } from '#lib/virt/commands/network-commands.ts'
import { startNetwork } from '#lib/virt/network-lifecycle.ts'
import { lookupNetwork } from '#lib/virt/network.ts'
import type { OperationContext } from '../operations/operation.ts'

type Context = Pick<OperationContext, 'libvirt' | 'host'>

/** virsh net-start; then the running VMs' NICs are put back on its bridge, which libvirt does not do. Codes: libvirt.<n>, networks.plug-failed. */
export async function startAndPlug(
  { network, plug }: { network: string; plug: Plug | null },
  { libvirt, host }: Context,
): Promise<void> {
  await startNetwork(libvirt, await lookupNetwork(libvirt, { name: network }))
  await plugIn(plug, host)
}

export async function plugIn(plug: Plug | null, host: Context['host']): Promise<void> {
  for (const device of plug?.devices ?? []) {
    const { exitCode, stderr } = await host.run(['ip', 'link', 'set', device, 'master', plug?.bridge ?? ''])
    if (exitCode !== 0) {
      const params = { device, words: stderr.trim() }
      throw new VirtLabError({ code: 'networks.plug-failed', message: `${device}: ${stderr}`, params, status: 409 })
    }
  }
}
