import type { Libvirt } from '#lib/virt/connect.ts'
import type { LibvirtEvent } from '#lib/virt/events.ts'

/** Keeps what arrives, and waits for what is to come. */
export class EventRecorder {
  readonly seen: LibvirtEvent[] = []
  readonly #stop: () => void | Promise<void>
  #waiting: (() => void)[] = []

  constructor(lv: Libvirt) {
    this.#stop = lv.onEvent((event) => {
      this.seen.push(event)
      for (const wake of this.#waiting.splice(0)) wake()
    })
  }

  /** The first event that fits, seen already or still to come; the test's own time limit ends the wait. */
  async next(fits: (event: LibvirtEvent) => boolean): Promise<LibvirtEvent> {
    for (;;) {
      const found = this.seen.find(fits)
      if (found) return found
      await new Promise<void>((resolve) => this.#waiting.push(resolve))
    }
  }

  lifecycle(name: string, event: string): Promise<LibvirtEvent> {
    return this.next((e) => e.type === 'domain-lifecycle' && e.domain.name === name && e.event === event)
  }

  stop(): void {
    void this.#stop()
  }
}
