import type { Duplex } from 'node:stream'
import type { LabHost } from '#lib/labs/lab-host.ts'
import { openConsole } from '#lib/virt/domain.ts'

/** A line a second: how far it has counted, since which boot. */
const loop =
  'n=0; while :; do n=$((n+1)); echo "<$n $(cat /proc/sys/kernel/random/boot_id) $(cut -d. -f1 /proc/uptime)>"; sleep 1; done'
const line = /<(\d+) ([0-9a-f-]{36}) (\d+)>/g

export interface Count {
  n: number
  bootId: string
  uptimeSeconds: number
}

/** What one VM prints on its serial console, from now on. */
export class GuestCounter {
  #seen = ''
  #stream: Duplex
  #wake: () => void = () => {}

  private constructor(stream: Duplex) {
    this.#stream = stream
    stream.on('data', (chunk: Buffer) => {
      this.#seen += chunk.toString()
      this.#wake()
    })
    stream.on('error', () => {})
  }

  static async open(host: LabHost, name: string): Promise<GuestCounter> {
    const { stdout } = await host.run(['virsh', 'domuuid', name])
    return new GuestCounter(await openConsole(await host.libvirt(), { uuid: stdout.trim(), force: true }))
  }

  /** Logs in and begins to count. */
  async begin(): Promise<void> {
    const asking = setInterval(() => this.#stream.write('\r'), 1_000)
    await this.#until((text) => text.includes('login:'))
    clearInterval(asking)
    this.#stream.write('root\r')
    await this.#until((text) => text.includes('Password'))
    this.#stream.write('tinyvm\r')
    await this.#until((text) => text.includes('~#'))
    this.#stream.write(`${loop}\r`)
  }

  /** The next count that it prints. */
  async next(): Promise<Count> {
    const at = [...this.#seen.matchAll(line)].length
    await this.#until((text) => [...text.matchAll(line)].length > at)
    const [, n, bootId = '', uptime] = [...this.#seen.matchAll(line)][at] as RegExpMatchArray
    return { n: Number(n), bootId, uptimeSeconds: Number(uptime) }
  }

  close(): void {
    this.#stream.destroy()
  }

  async #until(holds: (text: string) => boolean): Promise<void> {
    while (!holds(this.#seen)) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
  }
}
