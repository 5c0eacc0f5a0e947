import type { LiveState } from '#lib/gateway/protocol.ts'
import { virshStateWords } from '#lib/virt/domain-state.ts'
import type { LiveLab } from './live-lab.ts'

/** What virsh prints of a lab host, cell by cell, in the order of the columns; and the same from the live model. */
export interface VirshView {
  /** virsh list --all */
  domains: string[][]
  /** virsh dominfo */
  dominfo: Record<string, Record<string, string>>
  /** virsh domblklist */
  disks: Record<string, string[][]>
  /** virsh domiflist */
  interfaces: Record<string, string[][]>
  /** virsh domifaddr, of those that run */
  addresses: Record<string, string[][]>
  /** virsh net-list --all */
  networks: string[][]
  /** virsh pool-list --all, with what pool-info --bytes says of it */
  pools: string[][]
  /** virsh vol-list and vol-info --bytes */
  volumes: Record<string, string[][]>
}

const dominfoFields = [
  'Id',
  'Name',
  'UUID',
  'State',
  'CPU(s)',
  'Max memory',
  'Used memory',
  'Persistent',
  'Autostart',
  'Managed save',
]

export async function readVirshView(lab: LiveLab): Promise<VirshView> {
  const print = (commands: string[]) => printAll(lab, commands)
  const [list, nets, pools] = await print(['list --all', 'net-list --all', 'pool-list --all'])
  const domains = table(list)
  const names = domains.map(([, name]) => name ?? '')
  const running = domains.filter(([id]) => id !== '-').map(([, name]) => name ?? '')
  const active = table(pools)
    .filter(([, state]) => state === 'active')
    .map(([name]) => name ?? '')
  const each = async <T>(of: string[], command: (name: string) => string, parse: (printed: string) => T) => {
    const printed = await print(of.map(command))
    return Object.fromEntries(of.map((name, i) => [name, parse(printed[i] ?? '')]))
  }
  const poolInfo = await each(active, (name) => `pool-info ${name} --bytes`, fields)
  const volumeNames = await each(active, (name) => `vol-list ${name}`, table)
  const volumes = await Promise.all(
    active.map(async (pool) => {
      const of = (volumeNames[pool] ?? []).map(([name]) => name ?? '')
      const info = await each(of, (name) => `vol-info ${name} --pool ${pool} --bytes`, fields)
      const rows = (volumeNames[pool] ?? []).map(([name, path]) => {
        const { Type = '', Capacity = '', Allocation = '' } = info[name ?? ''] ?? {}
        return [name ?? '', path ?? '', Type, Capacity, Allocation]
      })
      return [pool, rows.sort()] as const
    }),
  )
  return {
    domains: domains.sort(),
    dominfo: await each(
      names,
      (name) => `dominfo ${name}`,
      (printed) => {
        const all = fields(printed)
        return Object.fromEntries(dominfoFields.map((field) => [field, all[field] ?? '']))
      },
    ),
    disks: await each(names, (name) => `domblklist ${name} --details`, table),
    interfaces: await each(names, (name) => `domiflist ${name}`, table),
    addresses: await each(
      running,
      (name) => `domifaddr ${name} --full`,
      (printed) => table(printed).sort(),
    ),
    networks: table(nets).sort(),
    pools: table(pools)
      .map((row) => {
        const { Capacity = '-', Allocation = '-', Available = '-' } = poolInfo[row[0] ?? ''] ?? {}
        return [...row, Capacity, Allocation, Available]
      })
      .sort(),
    volumes: Object.fromEntries(volumes),
  }
}

export function toVirshView({ domains, networks, pools, volumes }: LiveState): VirshView {
  const all = Object.values(domains)
  const ofEach = <T>(value: (domain: (typeof all)[number]) => T) =>
    Object.fromEntries(all.map((d) => [d.name, value(d)]))
  const active = Object.values(pools).filter(({ state }) => state === 'running')
  return {
    domains: all.map((d) => [d.id === null ? '-' : String(d.id), d.name, virshStateWords[d.state]]).sort(),
    dominfo: ofEach((d) => ({
      Id: d.id === null ? '-' : String(d.id),
      Name: d.name,
      UUID: d.uuid,
      State: virshStateWords[d.state],
      'CPU(s)': String(d.vcpus),
      'Max memory': `${d.memoryMaxKiB} KiB`,
      'Used memory': `${d.memoryKiB} KiB`,
      Persistent: yesNo(d.persistent),
      Autostart: d.autostart ? 'enable' : 'disable',
      'Managed save': yesNo(d.hasManagedSave),
    })),
    disks: ofEach((d) => d.disks.map((disk) => ['file', disk.device, disk.target, disk.source ?? '-'])),
    interfaces: ofEach((d) =>
      d.interfaces.map((nic) => [nic.target ?? '-', nic.type, nic.source ?? '-', nic.model ?? '-', nic.mac]),
    ),
    addresses: Object.fromEntries(
      all
        .filter(({ id }) => id !== null)
        .map((d) => [
          d.name,
          d.interfaces
            .flatMap((nic) =>
              nic.addresses.map(({ family, address, prefix }) => [
                nic.target ?? '',
                nic.mac,
                family,
                `${address}/${prefix}`,
              ]),
            )
            .sort(),
        ]),
    ),
    networks: Object.values(networks)
      .map((n) => [n.name, n.active ? 'active' : 'inactive', yesNo(n.autostart), yesNo(n.persistent)])
      .sort(),
    pools: Object.values(pools)
      .map((pool) => {
        const sizes = [pool.capacityBytes, pool.allocationBytes, pool.availableBytes]
        const runs = pool.state === 'running'
        return [
          pool.name,
          runs ? 'active' : 'inactive',
          yesNo(pool.autostart),
          ...sizes.map((n) => (runs ? String(n) : '-')),
        ]
      })
      .sort(),
    volumes: Object.fromEntries(
      active.map(({ name }) => [
        name,
        Object.values(volumes)
          .filter(({ pool }) => pool === name)
          .map((v) => [v.name, v.path, v.type, `${v.capacityBytes} bytes`, `${v.allocationBytes} bytes`])
          .sort(),
      ]),
    ),
  }
}

/** One virsh for all of them; between what they print stands a line of its own. */
async function printAll(lab: LiveLab, commands: string[]): Promise<string[]> {
  if (commands.length === 0) return []
  const mark = '=next='
  const script = commands.join(`; echo ${mark}; `)
  return (await lab.run('LC_ALL=C virsh "$(cat)"', { input: script })).split(new RegExp(`^${mark}$`, 'm'))
}

/** Rows below the dashed line; cells are two spaces or more apart. */
function table(printed = ''): string[][] {
  const lines = printed.split('\n')
  const rule = lines.findIndex((line) => /^-{3,}$/.test(line))
  return lines
    .slice(rule + 1)
    .filter((line) => line.trim() !== '')
    .map((line) => line.trim().split(/\s{2,}/))
}

function fields(printed: string): Record<string, string> {
  const pairs = printed.split('\n').flatMap((line) => {
    const colon = line.indexOf(':')
    return colon < 0 ? [] : [[line.slice(0, colon).trim(), line.slice(colon + 1).trim()]]
  })
  return Object.fromEntries(pairs)
}

const yesNo = (is: boolean) => (is ? 'yes' : 'no')
