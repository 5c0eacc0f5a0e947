import type { LiveState, VolumeView } from '#lib/gateway/protocol.ts'
import type { Domain, Network, StoragePool } from '#lib/virt/types.ts'
import { poolConfig } from './storage-config.ts'

export type SubjectKind = 'vm' | 'network' | 'pool' | 'volume'

/** What happened to an object, as the history says it. `summary` is a key below `history` in the messages. */
export interface ObservedChange {
  kind: SubjectKind
  name: string
  summary: string
  params: Record<string, string | number>
}

type Params = ObservedChange['params']
type Told = [summary: string, params?: Params]

/** What one entry's change means; nothing for what nobody did (a lease renewed, a disk that grew). */
export function describeChange(
  change: { collection: keyof LiveState; id: string },
  before: LiveState,
  after: LiveState,
  /** Of a VM: what its events tell, where that is more. */
  story: readonly string[] = [],
): ObservedChange[] {
  const { collection, id } = change
  switch (collection) {
    case 'domains':
      return tell('vm', before.domains[id], after.domains[id], (was, is) => describeDomain(was, is, story))
    case 'networks':
      return tell('network', before.networks[id], after.networks[id], describeNetwork)
    case 'pools':
      return tell('pool', before.pools[id], after.pools[id], describePool)
    case 'volumes':
      return poolStands(before, after, before.volumes[id] ?? after.volumes[id])
        ? tell('volume', before.volumes[id], after.volumes[id], describeVolume)
        : []
    case 'snapshots':
      return describeSnapshot(id, before, after)
    default:
      return []
  }
}

function tell<T extends { name: string }>(
  kind: SubjectKind,
  before: T | undefined,
  after: T | undefined,
  describe: (before: T | undefined, after: T | undefined) => Told[],
): ObservedChange[] {
  const name = after?.name ?? before?.name ?? ''
  return describe(before, after).map(([summary, params]) => ({ kind, name, summary, params: { name, ...params } }))
}

function describeDomain(before: Domain | undefined, after: Domain | undefined, story: readonly string[]): Told[] {
  if (!after) return [['vm-removed']]
  if (!before) {
    const told: Told[] = [[after.persistent ? 'vm-defined' : 'vm-created-transient']]
    if (after.persistent && hasStarted(after)) told.push(['vm-started'])
    return told
  }
  const told: Told[] = []
  if (before.name !== after.name) told.push(['vm-renamed', { from: before.name }])
  if (!before.persistent && after.persistent) told.push(['vm-defined'])
  if (before.persistent && !after.persistent) told.push(['vm-undefined-while-running'])
  const compared = describeState(before, after)
  told.push(...(story.length > compared.length ? story.map((summary): Told => [summary]) : compared))
  if (before.autostart !== after.autostart) told.push([after.autostart ? 'vm-autostart-on' : 'vm-autostart-off'])
  told.push(...describeEdit(before, after))
  return told
}

function isActive({ state }: Domain): boolean {
  return state !== 'shutoff' && state !== 'nostate'
}

/** QEMU starts with its CPUs stopped, and may still fail. */
function hasStarted(domain: Domain): boolean {
  return isActive(domain) && domain.reason !== 'starting up'
}

function describeState(before: Domain, after: Domain): Told[] {
  if (!isActive(after)) return isActive(before) ? [[stopSummaries[after.reason] ?? 'vm-stopped']] : []
  // A transient VM starts as it is made.
  if (!hasStarted(before)) return hasStarted(after) && after.persistent ? [['vm-started']] : []
  if (before.id !== null && after.id !== null && before.id !== after.id) return [['vm-restarted']]
  if (before.state !== 'paused' && isSuspended(after)) return [['vm-suspended']]
  if (isSuspended(before) && after.state === 'running') return [['vm-resumed']]
  return after.state === 'crashed' && before.state !== 'crashed' ? [['vm-crashed']] : []
}

/** libvirt itself makes a VM stand still while it is saved or a snapshot is taken: nobody suspended or resumed it then. */
function isSuspended({ state, reason }: Domain): boolean {
  return state === 'paused' && !pausedByLibvirt.includes(reason)
}

/** virsh domstate --reason of a VM that stands still for a moment. */
const pausedByLibvirt = ['saving', 'dumping', 'migrating', 'creating snapshot', 'from snapshot', 'shutting down']

/** virsh domstate --reason of a VM that is off */
const stopSummaries: Record<string, string> = {
  shutdown: 'vm-shut-down',
  destroyed: 'vm-forced-off',
  crashed: 'vm-crashed',
  saved: 'vm-saved',
  failed: 'vm-failed-to-start',
}

function describeEdit(before: Domain, after: Domain): Told[] {
  const kept = isEdited(before, after)
  const live = isEditedLive(before, after)
  const told: Told[] = []
  if ((kept || live) && before.vcpus !== after.vcpus) told.push(['vm-vcpus', { from: before.vcpus, to: after.vcpus }])
  if ((kept || ranOn(before, after)) && before.memoryKiB !== after.memoryKiB)
    told.push(['vm-memory', { from: toMiB(before.memoryKiB), to: toMiB(after.memoryKiB) }])
  if (told.length > 0 || (!kept && !live)) return told
  return [[kept ? 'vm-edited' : 'vm-edited-live']]
}

/** libvirt itself rewrites the live XML at start and stop; the persistent one only changes when somebody edits it. */
function isEdited(before: Domain, after: Domain): boolean {
  return before.inactiveXml !== null && after.inactiveXml !== null && before.inactiveXml !== after.inactiveXml
}

function isEditedLive(before: Domain, after: Domain): boolean {
  return ranOn(before, after) && withoutGuest(before.liveXml) !== withoutGuest(after.liveXml)
}

/** It is the same run of QEMU, and that has been started whole. */
function ranOn(before: Domain, after: Domain): boolean {
  return before.id !== null && before.id === after.id && hasStarted(before) && hasStarted(after)
}

/** The live XML but for what the guest itself moves: its balloon, its agent's connection, the tray of its drive. */
function withoutGuest(xml: string | null): string | undefined {
  return xml?.replaceAll(/<currentMemory.*?<\/currentMemory>| state='(dis)?connected'| tray='\w+'/g, '')
}

function toMiB(kib: number): number {
  return Math.round(kib / 1024)
}

function describeNetwork(before: Network | undefined, after: Network | undefined): Told[] {
  if (!after) return [['network-removed']]
  if (!before) return after.active ? [['network-defined'], ['network-started']] : [['network-defined']]
  const told: Told[] = []
  if (before.active !== after.active) told.push([after.active ? 'network-started' : 'network-stopped'])
  if (before.autostart !== after.autostart) {
    told.push([after.autostart ? 'network-autostart-on' : 'network-autostart-off'])
  }
  if (before.inactiveXml !== after.inactiveXml) told.push(['network-edited'])
  else if (before.active && after.active && withoutCount(before.xml) !== withoutCount(after.xml)) {
    told.push(['network-edited-live'])
  }
  return told
}

/** The live XML but for how many NICs are plugged in, which libvirt counts, and forgets as it reloads. */
function withoutCount(xml: string): string {
  return xml.replace(/^<network\b[^>]*?( connections='\d+')/, (head, count: string) => head.replace(count, ''))
}

function describePool(before: StoragePool | undefined, after: StoragePool | undefined): Told[] {
  if (!after) return [['pool-removed']]
  if (!before) return after.state === 'running' ? [['pool-defined'], ['pool-started']] : [['pool-defined']]
  const told: Told[] = []
  const [wasActive, active] = [before.state === 'running', after.state === 'running']
  if (wasActive !== active) told.push([active ? 'pool-started' : 'pool-stopped'])
  if (before.autostart !== after.autostart) told.push([after.autostart ? 'pool-autostart-on' : 'pool-autostart-off'])
  // libvirt itself notes the rights of the directory as a pool starts.
  if (before.state === after.state && poolConfig(before.inactiveXml) !== poolConfig(after.inactiveXml)) {
    told.push(['pool-edited'])
  }
  return told
}

function describeVolume(before: VolumeView | undefined, after: VolumeView | undefined): Told[] {
  // A folder in a pool's folder, another pool's perhaps: libvirt lists it once it looks again, whoever made it look.
  if ((after ?? before)?.type === 'dir') return []
  if (!after) return [['volume-deleted', { pool: before?.pool ?? '' }]]
  if (!before) return [['volume-created', { pool: after.pool }]]
  return before.capacityBytes === after.capacityBytes ? [] : [['volume-resized', { pool: after.pool }]]
}

/** They go with their VM; and one becomes the current one by itself when its child goes. */
function describeSnapshot(id: string, before: LiveState, after: LiveState): ObservedChange[] {
  const [was, is] = [before.snapshots[id], after.snapshots[id]]
  const uuid = id.slice(0, id.indexOf('/'))
  const vm = after.domains[uuid]
  if (!vm || !(was ?? is)) return []
  const told = (summary: string): ObservedChange[] => [
    { kind: 'vm', name: vm.name, summary, params: { name: vm.name, snapshot: (is ?? was)?.name ?? '' } },
  ]
  if (!was) return told('snapshot-created')
  if (!is) return told('snapshot-deleted')
  const ids = (state: LiveState) => Object.keys(state.snapshots).filter((one) => one.startsWith(`${uuid}/`))
  const sameOnes = ids(before).length === ids(after).length
  if (is.isCurrent && !was.isCurrent && sameOnes) return told('snapshot-reverted')
  return is.description === was.description ? [] : told('snapshot-edited')
}

/** Volumes come and go with their pool; that is the pool's story. */
function poolStands(before: LiveState, after: LiveState, volume: VolumeView | undefined): boolean {
  const runs = (state: LiveState) =>
    Object.values(state.pools).some((pool) => pool.name === volume?.pool && pool.state === 'running')
  return runs(before) && runs(after)
}
