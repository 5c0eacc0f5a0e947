import type { Dispose } from '#lib/base/dispose.ts'
import { log } from '#lib/base/log.ts'
import type { LabPhase, LiveChange, LiveState } from '#lib/gateway/protocol.ts'
import { applyChanges } from './apply-changes.ts'
import { emptyState } from './empty-state.ts'
import { type LifecycleEvent, lifecycleStory } from './lifecycle-story.ts'

/** `at`: when what caused the changes was noticed, in ms since 1970. */
export type LiveListener = (at: number, changes: LiveChange[]) => void

export interface Publication {
  at: number
  changes: LiveChange[]
  before: LiveState
  after: LiveState
  /** What was there already when it was looked at: nothing happened. */
  firstReading: boolean
  /** By VM, what its events say has happened between `before` and `after`, as keys of the history. */
  stories: ReadonlyMap<string, readonly string[]>
}

/** Is shown a publication before everyone else and may add changes to it, as the history does. */
export type Companion = (publication: Publication) => LiveChange[]

/** An event and the reading that it causes are not further apart. */
const eventMs = 5_000

/** The state of one lab and who is told of its changes. Whoever knows something new publishes it. */
export class LiveModel {
  readonly labId: string
  #state: LiveState
  #companion: Companion = () => []
  #reread: (() => Promise<void>) | null = null
  readonly #listeners = new Set<LiveListener>()
  readonly #fileListeners = new Set<() => void>()
  readonly #events = new Map<string, LifecycleEvent[]>()

  constructor(labId: string, phase: LabPhase) {
    this.labId = labId
    this.#state = emptyState(phase)
  }

  /** Never changed in place: a new object after each publication. */
  get state(): LiveState {
    return this.#state
  }

  accompany(companion: Companion): void {
    this.#companion = companion
  }

  /** Who reads the lab host; null when nobody does. */
  readBy(reread: (() => Promise<void>) | null): void {
    this.#reread = reread
  }

  /** Resolves when all that has happened in the lab host by now is in the state. */
  async catchUp(): Promise<void> {
    await this.#reread?.()
  }

  /** A VM's event, told when its change is published: two changes may be read as one. */
  noteEvent(uuid: string, event: LifecycleEvent): void {
    const known = this.#events.get(uuid)?.filter(({ at }) => event.at - at < eventMs) ?? []
    this.#events.set(uuid, [...known, event])
  }

  subscribe(listener: LiveListener): Dispose {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** Calls `listener` when a file of the host itself has changed: watch-paths.ts says which. For as long as the model lives. */
  onHostFile(listener: () => void): void {
    this.#fileListeners.add(listener)
  }

  noteHostFile(): void {
    for (const listener of this.#fileListeners) listener()
  }

  publish(at: number, changes: LiveChange[], { firstReading = false } = {}): void {
    if (changes.length === 0) return
    const before = this.#state
    const after = applyChanges(before, changes)
    const stories = this.#takeStories(changes, before, after)
    const added = this.#companion({ at, changes, before, after, firstReading, stories })
    this.#state = applyChanges(after, added)
    for (const listener of [...this.#listeners]) {
      try {
        listener(at, [...changes, ...added])
      } catch (error) {
        log.error({ err: error, lab: this.labId }, 'live: a listener failed')
      }
    }
  }

  #takeStories(changes: LiveChange[], before: LiveState, after: LiveState): Map<string, string[]> {
    const stories = new Map<string, string[]>()
    for (const { collection, id } of changes) {
      const [was, is, events] = [before.domains[id], after.domains[id], this.#events.get(id)]
      if (collection !== 'domains' || !events) continue
      const story = was && is ? lifecycleStory(was, is, events) : null
      if (story) stories.set(id, story.summaries)
      const left = is ? events.slice(story?.used ?? 0) : []
      if (left.length > 0) this.#events.set(id, left)
      else this.#events.delete(id)
    }
    return stories
  }
}
