import type { Libvirt } from './connect.ts'
import { connectProcedures as procedures } from './rpc/procedures.ts'

/** What the host has done and has, at one moment. In a lab host these are the container's own, by lxcfs. */
export interface NodeStats {
  cpus: number
  /** Since it started, over all CPUs, neither idle nor waiting for a disk. */
  busyNs: number
  memoryKiB: number
  /** Neither free nor only a cache of files. */
  memoryUsedKiB: number
}

const allCpus = -1
const allCells = -1
/** What libvirt has of each on Linux; it takes no other number. */
const fields = 4

/** virsh nodecpustats and nodememstats. */
export async function readNodeStats(lv: Libvirt): Promise<NodeStats> {
  const [cpu, memory, { cpus }] = await Promise.all([
    lv.call(procedures.nodeGetCpuStats, { cpu: allCpus, nparams: fields, flags: 0 }),
    lv.call(procedures.nodeGetMemoryStats, { cell: allCells, nparams: fields, flags: 0 }),
    lv.call(procedures.nodeGetInfo, {}),
  ])
  const [times, sizes] = [byField(cpu.params), byField(memory.params)]
  const of = (values: Map<string, number>, field: string) => values.get(field) ?? 0
  return {
    cpus,
    busyNs: of(times, 'kernel') + of(times, 'user'),
    memoryKiB: of(sizes, 'total'),
    memoryUsedKiB: of(sizes, 'total') - of(sizes, 'free') - of(sizes, 'buffers') - of(sizes, 'cached'),
  }
}

function byField(params: { field: string; value: number }[]): Map<string, number> {
  return new Map(params.map(({ field, value }) => [field, value]))
}
