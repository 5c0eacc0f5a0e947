import { singleton } from '#lib/base/singleton.ts'
import type { JobProgress, JobView } from '#lib/gateway/protocol.ts'
import type { LiveModel } from '../live/live-model.ts'

/** Pages need no more than a few steps a second. */
const publishEveryMs = 200

/** One operation that goes on in this process: who may cancel it, and what its watchers see. */
export class Job {
  readonly labId: string
  readonly #aborter = new AbortController()
  readonly #model: LiveModel | null
  #view: JobView
  #published = 0

  constructor(o: { labId: string; model: LiveModel | null; view: JobView }) {
    this.labId = o.labId
    this.#model = o.model
    this.#view = o.view
    jobs().set(o.view.id, this)
    this.#publish()
  }

  get signal(): AbortSignal {
    return this.#aborter.signal
  }

  report = (progress: JobProgress): void => {
    this.#view = { ...this.#view, progress }
    if (Date.now() - this.#published >= publishEveryMs) this.#publish()
  }

  cancel(reason: unknown): void {
    this.#view = { ...this.#view, cancelling: true }
    this.#publish()
    this.#aborter.abort(reason)
  }

  end(): void {
    jobs().delete(this.#view.id)
    this.#model?.publish(Date.now(), [{ collection: 'jobs', id: this.#view.id, value: null }])
  }

  #publish(): void {
    this.#published = Date.now()
    this.#model?.publish(this.#published, [{ collection: 'jobs', id: this.#view.id, value: this.#view }])
  }
}

export function jobs(): Map<string, Job> {
  return singleton('jobs', () => new Map())
}
