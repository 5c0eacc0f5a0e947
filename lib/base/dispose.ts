export type Dispose = () => void | Promise<void>

/** Owns everything that was opened for one purpose; `dispose` closes it in reverse order, once. */
export class Disposer {
  #stack: Dispose[] = []
  #done = false

  get disposed(): boolean {
    return this.#done
  }

  /** Registers a closer; runs it at once if the owner is already gone. */
  add(dispose: Dispose): void {
    if (this.#done) void Promise.resolve(dispose()).catch(() => {})
    else this.#stack.push(dispose)
  }

  async dispose(): Promise<void> {
    if (this.#done) return
    this.#done = true
    for (const dispose of this.#stack.reverse()) {
      try {
        await dispose()
      } catch {
        // Closing goes on: one closer that fails must not leak the others.
      }
    }
    this.#stack = []
  }
}
