import type { LiveChange, LiveCollection, LiveState } from '#lib/gateway/protocol.ts'
import { dropUnchanged } from './drop-unchanged.ts'
import type { LiveModel } from './live-model.ts'

type Entry<C extends LiveCollection> = LiveState[C][keyof LiveState[C]]

/** Turns what was read into publications: only what differs, and, within a batch, all at once. */
export class Publisher {
  readonly #model: LiveModel
  #batch: Map<string, LiveChange> | null = null

  constructor(model: LiveModel) {
    this.#model = model
  }

  /** An entry is now `value`; null says that it is gone. */
  put<C extends LiveCollection>(at: number, collection: C, id: string, value: Entry<C> | null): void {
    this.putAll(at, [{ collection, id, value } as LiveChange])
  }

  putAll(at: number, changes: LiveChange[]): void {
    if (this.#batch) for (const change of changes) this.#batch.set(`${change.collection}/${change.id}`, change)
    else this.#model.publish(at, dropUnchanged(this.#model.state, changes))
  }

  /** Holds everything back that comes while `work` runs, and publishes it as one. Never two at once. */
  async inOne(at: number, firstReading: boolean, work: () => Promise<void>): Promise<void> {
    const batch = new Map<string, LiveChange>()
    this.#batch = batch
    try {
      await work()
    } finally {
      const changes = dropUnchanged(this.#model.state, [...batch.values()])
      this.#batch = null
      this.#model.publish(at, changes, { firstReading })
    }
  }
}
