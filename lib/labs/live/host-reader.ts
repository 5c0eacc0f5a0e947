import { isVirtLabError } from '#lib/base/error.ts'
import { log } from '#lib/base/log.ts'
import type { LiveChange, LiveState } from '#lib/gateway/protocol.ts'
import { readHost } from '#lib/virt/capabilities.ts'
import type { Libvirt } from '#lib/virt/connect.ts'
import { listDomains, readDomain } from '#lib/virt/domain-read.ts'
import { listLeases, listNetworks, readNetwork } from '#lib/virt/network.ts'
import { listPools, readPool } from '#lib/virt/pool.ts'
import { listSnapshots } from '#lib/virt/snapshot.ts'
import type { StoragePool } from '#lib/virt/types.ts'
import { listVolumes } from '#lib/virt/volume.ts'
import { readAccelerator } from '../accelerator.ts'
import type { Publisher } from './publisher.ts'
import { RereadQueue } from './reread-queue.ts'
import type { Reread } from './watch-paths.ts'

type Objects = 'domains' | 'networks' | 'pools'

/** libvirt's codes for "there is no such domain / network / pool". */
const gone = ['libvirt.42', 'libvirt.43', 'libvirt.49']
/** libvirt enters a new volume, and the pool's new size, into its books just after the file was closed. */
const settleMs = 150

/** Reads objects of a lab host and publishes what differs; each object by itself, in order, and a burst of causes as one. */
export class HostReader {
  readonly #libvirt: Libvirt
  readonly #publisher: Publisher
  readonly #state: () => LiveState
  readonly #queue: RereadQueue
  readonly #settling = new Map<string, NodeJS.Timeout>()
  #closed = false

  constructor(o: { labId: string; libvirt: Libvirt; publisher: Publisher; state: () => LiveState }) {
    this.#libvirt = o.libvirt
    this.#publisher = o.publisher
    this.#state = o.state
    this.#queue = new RereadQueue((key, error) => {
      // A lost connection is followed by a reading of everything.
      if (this.#closed || isVirtLabError(error, 'libvirt.disconnected') || isVirtLabError(error, 'libvirt.closed'))
        return
      log.warn({ err: error, lab: o.labId, object: key }, 'live: could not be read')
    })
  }

  close(): void {
    this.#closed = true
    for (const timer of this.#settling.values()) clearTimeout(timer)
  }

  /** Everything, as one publication; one at a time. */
  readAll(at: number, firstReading: boolean): Promise<void> {
    return this.#queue.request('everything', at, (since) =>
      this.#publisher.inOne(since, firstReading, async () => {
        await Promise.all([this.host(since), this.readObjects(since)])
      }),
    )
  }

  /** Whatever may have been changed by somebody. */
  async readObjects(at: number): Promise<void> {
    await Promise.all([this.list('domains', at), this.list('networks', at), this.list('pools', at)])
  }

  host(at: number): Promise<void> {
    return this.#queue.request('host', at, async () => {
      const [host, accelerator] = await Promise.all([readHost(this.#libvirt), readAccelerator()])
      this.#publish(at, [{ collection: 'host', id: 'host', value: toView(host, accelerator) }])
    })
  }

  /** What came or went, and all that is there. */
  async list(collection: Objects, at: number): Promise<void> {
    let uuids: string[] = []
    await this.#queue.request(collection, at, async () => {
      const known = Object.keys(this.#state()[collection])
      uuids = [...new Set([...known, ...(await this.#listRefs(collection)).map(({ uuid }) => uuid)])]
    })
    await Promise.all(uuids.map((uuid) => this.object(collection, uuid, at)))
    if (collection === 'domains') await Promise.all(uuids.map((uuid) => this.snapshots(uuid, at)))
  }

  object(collection: Objects, uuid: string, at: number): Promise<void> {
    if (collection === 'domains') return this.domain(uuid, at)
    return collection === 'networks' ? this.network(uuid, at) : this.pool(uuid, at)
  }

  domain(uuid: string, at: number): Promise<void> {
    return this.#queue.request(`domain ${uuid}`, at, async (since) => {
      const value = await readDomain(this.#libvirt, uuid).catch(nullIfGone)
      this.#publish(since, [{ collection: 'domains', id: uuid, value }])
    })
  }

  /** A VM's snapshots; and that there is no such VM any more, which is then the story. */
  snapshots(uuid: string, at: number): Promise<void> {
    return this.#queue.request(`snapshots ${uuid}`, at, async (since) => {
      const snapshots = await listSnapshots(this.#libvirt, { uuid }).catch(nullIfGone)
      const removed = snapshots ? [] : [{ collection: 'domains' as const, id: uuid, value: null }]
      const domain = this.#state().domains[uuid]?.name ?? ''
      const views = (snapshots ?? []).map((snapshot) => ({ ...snapshot, domain }))
      this.#publish(since, [...removed, ...this.#snapshotChanges(uuid, views)])
    })
  }

  /** A network and the addresses it gave out. */
  network(uuid: string, at: number): Promise<void> {
    return this.#queue.request(`network ${uuid}`, at, async (since) => {
      const value = await readNetwork(this.#libvirt, uuid).catch(nullIfGone)
      const leases = value?.active ? await listLeases(this.#libvirt, { uuid }).catch(noneIfStopped) : []
      const views = leases.map((lease) => ({ ...lease, network: value?.name ?? '' }))
      this.#publish(since, [{ collection: 'networks', id: uuid, value }, ...this.#leaseChanges(uuid, views)])
    })
  }

  /** A pool and its volumes, which are only known while it is active. */
  pool(uuid: string, at: number): Promise<void> {
    return this.#queue.request(`pool ${uuid}`, at, async (since) => {
      const pool = await readPool(this.#libvirt, uuid).catch(nullIfGone)
      const before = this.#state().pools[uuid]
      const name = pool?.name ?? before?.name ?? ''
      const volumes = pool?.state === 'running' ? await this.#readVolumes(pool) : []
      this.#publish(since, [{ collection: 'pools', id: uuid, value: pool }, ...this.#volumeChanges(name, volumes)])
    })
  }

  /** What one line of inotifywait asks for. */
  reread(at: number, reread: Exclude<Reread, { kind: 'host-file' }>): void {
    const { domains, networks, pools } = this.#state()
    switch (reread.kind) {
      case 'domain':
        return this.#named('domains', domains, reread.name, at)
      case 'snapshots': {
        const found = Object.values(domains).find(({ name }) => name === reread.name)
        return void (found ? this.snapshots(found.uuid, at) : this.list('domains', at))
      }
      case 'network':
        return this.#named('networks', networks, reread.name, at)
      case 'pool':
        return this.#named('pools', pools, reread.name, at)
      case 'volumes':
        for (const pool of Object.values(pools)) {
          if (trimSlash(pool.targetPath) === trimSlash(reread.directory)) this.#poolNowAndSettled(pool.uuid, at)
        }
        return
      case 'leases': {
        const onBridge = Object.values(networks).filter(({ bridge }) => bridge === reread.bridge)
        for (const { uuid } of onBridge) void this.network(uuid, at)
        const names = onBridge.map(({ name }) => name)
        for (const { uuid, id, interfaces } of Object.values(domains)) {
          if (id !== null && interfaces.some((nic) => nic.source !== null && names.includes(nic.source))) {
            void this.domain(uuid, at)
          }
        }
      }
    }
  }

  idle(): Promise<void> {
    return this.#queue.idle()
  }

  #publish(at: number, changes: LiveChange[]): void {
    if (!this.#closed) this.#publisher.putAll(at, changes)
  }

  #named(collection: Objects, known: Record<string, { uuid: string; name: string }>, name: string, at: number): void {
    const found = Object.values(known).find((object) => object.name === name)
    if (found) void this.object(collection, found.uuid, at)
    else void this.list(collection, at)
  }

  #poolNowAndSettled(uuid: string, at: number): void {
    void this.pool(uuid, at)
    clearTimeout(this.#settling.get(uuid))
    const settled = () => {
      this.#settling.delete(uuid)
      void this.pool(uuid, Date.now())
    }
    this.#settling.set(uuid, setTimeout(settled, settleMs).unref())
  }

  #listRefs(collection: Objects): Promise<{ uuid: string }[]> {
    if (collection === 'domains') return listDomains(this.#libvirt)
    return collection === 'networks' ? listNetworks(this.#libvirt) : listPools(this.#libvirt)
  }

  async #readVolumes(pool: StoragePool) {
    const volumes = await listVolumes(this.#libvirt, { pool: { uuid: pool.uuid, name: pool.name } }).catch(
      (error: unknown) => {
        // It was stopped between the two calls; its event is on the way.
        if (isVirtLabError(error, 'libvirt.55') || isVirtLabError(error, 'libvirt.49')) return []
        throw error
      },
    )
    return volumes.map((volume) => ({ ...volume, pool: pool.name, xml: withoutTimestamps(volume.xml) }))
  }

  #leaseChanges(network: string, leases: LiveState['leases'][string][]): LiveChange[] {
    const now = new Map(leases.map((lease) => [`${network}/${lease.mac}/${lease.address}`, lease]))
    const known = Object.keys(this.#state().leases).filter((id) => id.startsWith(`${network}/`))
    return [
      ...known.filter((id) => !now.has(id)).map((id) => ({ collection: 'leases' as const, id, value: null })),
      ...[...now].map(([id, value]) => ({ collection: 'leases' as const, id, value })),
    ]
  }

  #snapshotChanges(uuid: string, snapshots: LiveState['snapshots'][string][]): LiveChange[] {
    const now = new Map(snapshots.map((snapshot) => [`${uuid}/${snapshot.name}`, snapshot]))
    const known = Object.keys(this.#state().snapshots).filter((id) => id.startsWith(`${uuid}/`))
    return [
      ...known.filter((id) => !now.has(id)).map((id) => ({ collection: 'snapshots' as const, id, value: null })),
      ...[...now].map(([id, value]) => ({ collection: 'snapshots' as const, id, value })),
    ]
  }

  #volumeChanges(pool: string, volumes: LiveState['volumes'][string][]): LiveChange[] {
    const now = new Map(volumes.map((volume) => [`${pool}/${volume.name}`, volume]))
    const removed = Object.entries(this.#state().volumes).filter(([id, volume]) => volume.pool === pool && !now.has(id))
    return [
      ...removed.map(([id]) => ({ collection: 'volumes' as const, id, value: null })),
      ...[...now].map(([id, value]) => ({ collection: 'volumes' as const, id, value })),
    ]
  }
}

function toView(
  host: Awaited<ReturnType<typeof readHost>>,
  accelerator: LiveState['host']['host']['accelerator'],
): LiveState['host']['host'] {
  return {
    hostname: host.hostname,
    accelerator,
    cpus: host.cpus,
    libvirtVersion: host.libvirtVersion,
    qemuVersion: host.qemuVersion,
  }
}

function nullIfGone(error: unknown): null {
  if (gone.some((code) => isVirtLabError(error, code))) return null
  throw error
}

/** The network was stopped or undefined between the two calls; its event is on the way. */
function noneIfStopped(error: unknown): [] {
  if (isVirtLabError(error, 'libvirt.43') || isVirtLabError(error, 'libvirt.55')) return []
  throw error
}

function trimSlash(path: string | null): string {
  return path?.replace(/(?<=.)\/+$/, '') ?? ''
}

/** libvirt reads a file's header to tell about it, and so changes when it was read last. */
function withoutTimestamps(xml: string): string {
  return xml.replaceAll(/^ *<timestamps>[^]*?<\/timestamps>\n/gm, '')
}
