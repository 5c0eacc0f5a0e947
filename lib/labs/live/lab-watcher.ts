import { Disposer } from '#lib/base/dispose.ts'
import type { LibvirtEvent } from '#lib/virt/events.ts'
import type { LabHost } from '../lab-host.ts'
import { FileWatch } from './file-watch.ts'
import { HostReader } from './host-reader.ts'
import type { LiveModel } from './live-model.ts'
import { Publisher } from './publisher.ts'

/** What of a lab host is needed to watch it. */
export type WatchedHost = Pick<LabHost, 'labId' | 'libvirt' | 'duplex'>

const directoryPools = ['dir', 'fs', 'netfs', 'logical']

/** Keeps a model at what libvirt in a running lab host says, until it is closed. */
export class LabWatcher {
  readonly #model: LiveModel
  readonly #opened = new Disposer()
  #reader: HostReader | null = null
  #files: FileWatch | null = null

  constructor(model: LiveModel) {
    this.#model = model
  }

  /** Resolves when everything was read once; rejects with the codes of LabHost.libvirt. */
  async start(host: WatchedHost): Promise<void> {
    const libvirt = await host.libvirt()
    if (this.#opened.disposed) return
    const publisher = new Publisher(this.#model)
    const reader = new HostReader({ labId: host.labId, libvirt, publisher, state: () => this.#model.state })
    const files = new FileWatch({
      labId: host.labId,
      openProcess: (command, signal) => host.duplex(command, { signal }),
      onReread: (at, reread) => (reread.kind === 'host-file' ? this.#model.noteHostFile() : reader.reread(at, reread)),
      onEstablished: (at) => {
        this.#model.noteHostFile()
        void reader.readAll(at, false)
      },
    })
    this.#reader = reader
    this.#files = files
    this.#opened.add(() => reader.close())
    this.#opened.add(() => files.close())
    this.#opened.add(libvirt.onEvent((event) => this.#onEvent(reader, event)))
    await reader.readAll(Date.now(), true)
    if (this.#opened.disposed) return
    this.#model.readBy(() => reader.readObjects(Date.now()))
    this.#opened.add(() => this.#model.readBy(null))
    files.start(this.#poolDirectories())
    this.#opened.add(
      this.#model.subscribe((_at, changes) => {
        if (changes.some(({ collection }) => collection === 'pools')) files.setPoolDirectories(this.#poolDirectories())
      }),
    )
  }

  /** Resolves when nothing is being read. */
  async idle(): Promise<void> {
    await this.#reader?.idle()
  }

  /** A watch of the files is in place. */
  get watchesFiles(): boolean {
    return this.#files?.established ?? false
  }

  close(): Promise<void> {
    return this.#opened.dispose()
  }

  #onEvent(reader: HostReader, event: LibvirtEvent): void {
    const { at } = event
    if (event.type === 'resync') void reader.readAll(at, false)
    else if ('domain' in event) {
      if (event.type === 'domain-lifecycle') this.#model.noteEvent(event.domain.uuid, event)
      void reader.domain(event.domain.uuid, at)
    } else if ('network' in event) void reader.network(event.network.uuid, at)
    else void reader.pool(event.pool.uuid, at)
  }

  #poolDirectories(): string[] {
    const active = Object.values(this.#model.state.pools).filter((pool) => pool.state === 'running')
    return active.flatMap(({ type, targetPath }) => (directoryPools.includes(type) && targetPath ? [targetPath] : []))
  }
}
