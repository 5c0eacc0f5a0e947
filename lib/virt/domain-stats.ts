import type { Libvirt } from './connect.ts'
import { domainProcedures as procedures } from './rpc/procedures.ts'
import type { TypedParameter } from './rpc/structs.ts'

/** Bytes since the device was plugged in: read and written, or received and sent. */
export interface DeviceCount {
  name: string
  inBytes: number
  outBytes: number
}

/** The counters of one running domain: virsh domstats. */
export interface DomainCounters {
  uuid: string
  /** Another one after a restart, when all counters begin anew. */
  id: number
  vcpus: number
  cpuTimeNs: number
  balloonKiB: number
  balloonMaxKiB: number
  rssKiB: number | null
  /** Of the guest's balloon driver; null while it isn't asked (virsh dommemstat --period). `at` in ms since 1970. */
  guest: { availableKiB: number; unusedKiB: number; usableKiB: number | null; at: number } | null
  disks: DeviceCount[]
  nics: DeviceCount[]
}

const groups = { state: 1 << 0, cpu: 1 << 1, balloon: 1 << 2, vcpu: 1 << 3, interface: 1 << 4, block: 1 << 5 }
const wanted = Object.values(groups).reduce((sum, bit) => sum | bit)
const flags = { active: 1 << 0, noWait: 1 << 29 }
/** It asks QEMU: not where quick calls would wait behind it. */
const bulkStats = { ...procedures.connectGetAllDomainStats, lane: 'slow' as const }

/** virsh domstats --list-active --nowait: one that is being asked something else tells less. */
export async function readAllDomainStats(lv: Libvirt): Promise<DomainCounters[]> {
  const args = { domains: [], stats: wanted, flags: flags.active | flags.noWait }
  const { records } = await lv.call(bulkStats, args)
  return records.filter(({ dom }) => dom.id >= 0).map(({ dom, params }) => toCounters(dom, params))
}

function toCounters({ uuid, id }: { uuid: string; id: number }, params: TypedParameter[]): DomainCounters {
  const fields = new Map(params.map(({ field, value }) => [field, value]))
  const number = (field: string) => Number(fields.get(field) ?? 0)
  const numberOrNull = (field: string) => (fields.has(field) ? number(field) : null)
  const each = <T>(group: string, count: string, read: (prefix: string) => T) =>
    Array.from({ length: number(count) }, (_, index) => read(`${group}.${index}`))
  const device = (group: string, into: string, out: string) =>
    each(group, `${group}.count`, (prefix) => ({
      name: String(fields.get(`${prefix}.name`) ?? prefix),
      inBytes: number(`${prefix}.${into}.bytes`),
      outBytes: number(`${prefix}.${out}.bytes`),
    }))
  const vcpuTimes = each('vcpu', 'vcpu.maximum', (prefix) => number(`${prefix}.time`))
  return {
    uuid,
    id,
    vcpus: number('vcpu.current'),
    // Without a CPU cgroup of the VM's own, as in a lab host, libvirt counts the vCPUs' threads only.
    cpuTimeNs: numberOrNull('cpu.time') ?? vcpuTimes.reduce((sum, ns) => sum + ns, 0),
    balloonKiB: number('balloon.current'),
    balloonMaxKiB: number('balloon.maximum'),
    rssKiB: numberOrNull('balloon.rss'),
    guest: fields.has('balloon.unused')
      ? {
          availableKiB: number('balloon.available'),
          unusedKiB: number('balloon.unused'),
          usableKiB: numberOrNull('balloon.usable'),
          at: number('balloon.last-update') * 1000,
        }
      : null,
    disks: device('block', 'rd', 'wr'),
    nics: device('net', 'rx', 'tx'),
  }
}
