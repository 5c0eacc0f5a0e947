import { randomBytes } from 'node:crypto'
import type { Duplex } from 'node:stream'
import { incus } from '#lib/incus/client.ts'
import { createInstance, removeInstance, startInstance } from '#lib/incus/instances.ts'
import { findImage } from '#lib/incus/images.ts'
import { type Libvirt, openLibvirt } from '#lib/virt/connect.ts'
import type { LabImage } from './lab-images.ts'

const socket = '/run/libvirt/libvirt-sock'

/** A lab host of a test's own, with a fresh libvirtd; `remove` it at the end. */
export class TestLab {
  readonly instance: string
  readonly #opened: Libvirt[] = []

  private constructor(instance: string) {
    this.instance = instance
  }

  static async start(image: LabImage): Promise<TestLab> {
    await image.ensure()
    const found = await findImage(incus(), image.alias)
    if (!found) throw new Error(`Incus has no image ${image.alias}`)
    const lab = new TestLab(`t-virt-${randomBytes(4).toString('hex')}`)
    await createInstance(incus(), {
      name: lab.instance,
      source: { image: found },
      profiles: ['virtlab-lab'],
      config: {},
      devices: {},
    })
    try {
      await startInstance(incus(), lab.instance)
      // "degraded" is no failure of libvirtd, which the first connection shows.
      await lab.run(
        'sh',
        '-c',
        'until [ -S /run/dbus/system_bus_socket ]; do sleep 0.05; done; systemctl is-system-running --wait || true',
      )
      return lab
    } catch (error) {
      await lab.remove()
      throw error
    }
  }

  /** A byte stream to libvirtd's socket. */
  openBytes(signal?: AbortSignal): Promise<Duplex> {
    return incus().duplex(this.instance, ['socat', '-', `UNIX-CONNECT:${socket}`], { signal })
  }

  /** A connection that is closed with the lab at the latest. */
  async libvirt(): Promise<Libvirt> {
    const libvirt = await openLibvirt({ open: (signal) => this.openBytes(signal) })
    this.#opened.push(libvirt)
    return libvirt
  }

  /** Output of a command in the lab; rejects with what it said if it fails. */
  async run(...command: string[]): Promise<string> {
    const { exitCode, stdout, stderr } = await incus().run(this.instance, command)
    if (exitCode !== 0) throw new Error(`${command.join(' ')}: ${stderr || stdout}`)
    return stdout
  }

  /** Process id of a VM's QEMU. */
  async qemuPid(name: string): Promise<string> {
    return (await this.run('cat', `/run/libvirt/qemu/${name}.pid`)).trim()
  }

  async writeFile(path: string, content: string): Promise<void> {
    await incus().run(this.instance, ['sh', '-c', 'cat >"$0"', path], { input: content })
  }

  async remove(): Promise<void> {
    await Promise.all(this.#opened.map((libvirt) => libvirt.close()))
    await removeInstance(incus(), this.instance)
  }
}
