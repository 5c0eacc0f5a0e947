type Read = (at: number) => Promise<void>

interface Job {
  next: { read: Read; at: number } | null
  done: Promise<void>
}

/**
 * Runs re-reads: never two at once for one key, and any number of requests that come while one runs become one more run
 * after it. So what was read last was read after the last request, and a burst of events costs two reads.
 */
export class RereadQueue {
  #jobs = new Map<string, Job>()
  #onError: (key: string, error: unknown) => void

  constructor(onError: (key: string, error: unknown) => void) {
    this.#onError = onError
  }

  /**
   * Asks for a read of `key` because of something that happened at `at` (ms); the read is given the earliest `at` that it
   * answers. Resolves when a read that began after this call is done, also when it failed.
   */
  request(key: string, at: number, read: Read): Promise<void> {
    const job = this.#jobs.get(key)
    if (job) {
      job.next = { read, at: Math.min(at, job.next?.at ?? at) }
      return job.done
    }
    const fresh: Job = { next: { read, at }, done: Promise.resolve() }
    this.#jobs.set(key, fresh)
    fresh.done = this.#run(key, fresh)
    return fresh.done
  }

  /** Resolves when nothing runs and nothing is asked for. */
  async idle(): Promise<void> {
    while (this.#jobs.size > 0) await Promise.all([...this.#jobs.values()].map((job) => job.done))
  }

  async #run(key: string, job: Job): Promise<void> {
    while (job.next) {
      const { read, at } = job.next
      job.next = null
      try {
        await read(at)
      } catch (error) {
        this.#onError(key, error)
      }
    }
    this.#jobs.delete(key)
  }
}
