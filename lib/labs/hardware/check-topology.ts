import type { FieldError } from '#lib/virt/commands/field-error.ts'
import type { Topology } from '#lib/virt/commands/hardware-commands.ts'

export function topologyProduct({ sockets, cores, threads, dies = 1 }: Topology): number {
  return sockets * dies * cores * threads
}

/** libvirt refuses a topology that does not make just the maximum number of CPUs. Code: hardware.topology. */
export function checkTopology(topology: Topology, maximum: number): FieldError | null {
  const product = topologyProduct(topology)
  if (product === maximum) return null
  return {
    field: 'topology',
    code: 'hardware.topology',
    userMessage: 'hardware-topology',
    params: { product, maximum },
  }
}
