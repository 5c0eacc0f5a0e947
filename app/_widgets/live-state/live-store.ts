import type { LiveChange, LiveMessage, LiveRequest, LiveState } from '#lib/gateway/protocol.ts'
import { applyChanges } from '#lib/labs/live/apply-changes.ts'
import { LabSocket, type LabSocketState } from '#app/_socket/lab-socket.ts'
import { reportActivity } from './report-activity.ts'
import { StatsHistory } from './stats-history.ts'

/** `state` is null until the first snapshot; while not connected it is the last that was known. */
export interface LiveView {
  state: LiveState | null
  connection: LabSocketState
}

/** The browser's copy of a lab's state, fed by /ws/live. */
export class LiveStore {
  #view: LiveView = { state: null, connection: { state: 'connecting' } }
  #socket: LabSocket | null = null
  /** How many parts of the page look at the statistics. */
  #lookers = 0
  /** The numbers of the last minutes in which somebody looked. */
  readonly stats = new StatsHistory()
  readonly #listeners = new Set<() => void>()
  readonly #glowListeners = new Set<(ids: ReadonlySet<string>) => void>()

  get = (): LiveView => this.#view

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Ids of what changed from the terminal, as it happens. */
  onGlow = (listener: (ids: ReadonlySet<string>) => void): (() => void) => {
    this.#glowListeners.add(listener)
    return () => this.#glowListeners.delete(listener)
  }

  open(labId: string): () => void {
    const socket = new LabSocket({
      purpose: 'live',
      labId,
      onState: (connection) => {
        this.#set({ ...this.#view, connection })
        if (connection.state === 'open' && this.#lookers > 0) this.#askForStats()
      },
      onText: (text) => this.#receive(JSON.parse(text) as LiveMessage),
    })
    this.#socket = socket
    document.addEventListener('visibilitychange', this.#askForStats)
    const stopReporting = reportActivity(
      () => socket.send(JSON.stringify({ type: 'active' } satisfies LiveRequest)),
      () => this.#view.state?.suspension.suspension !== undefined,
    )
    return () => {
      stopReporting()
      document.removeEventListener('visibilitychange', this.#askForStats)
      socket.close()
    }
  }

  /** Statistics come for as long as anybody looks; none while the page is hidden. */
  watchStats = (): (() => void) => {
    if (++this.#lookers === 1) this.#askForStats()
    return () => {
      if (--this.#lookers === 0) this.#askForStats()
    }
  }

  #askForStats = (): void => {
    const request: LiveRequest = {
      type: 'watch',
      stats: this.#lookers > 0 && document.visibilityState === 'visible',
    }
    this.#socket?.send(JSON.stringify(request))
  }

  retry = (): void => this.#socket?.retry()

  #receive(message: LiveMessage): void {
    if (message.type === 'snapshot') return this.#set({ ...this.#view, state: message.state })
    if (message.type === 'stats') return this.stats.add(message)
    if (!this.#view.state) return
    const glowing = changedInTerminal(message.changes)
    this.#set({ ...this.#view, state: applyChanges(this.#view.state, message.changes) })
    if (glowing.size > 0) for (const listener of this.#glowListeners) listener(glowing)
  }

  #set(view: LiveView): void {
    this.#view = view
    for (const listener of this.#listeners) listener()
  }
}

/** A change and the history entry that tells of it come in one message. */
function changedInTerminal(changes: LiveChange[]): Set<string> {
  const byTerminal = changes.some((change) => change.collection === 'history' && change.value?.source === 'terminal')
  if (!byTerminal) return new Set()
  return new Set(changes.flatMap(({ collection, id, value }) => (collection === 'history' || !value ? [] : id)))
}
