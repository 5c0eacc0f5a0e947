import type { Dispose } from '#lib/base/dispose.ts'
import { Disposer } from '#lib/base/dispose.ts'
import { isVirtLabError } from '#lib/base/error.ts'
import { log } from '#lib/base/log.ts'
import { singleton } from '#lib/base/singleton.ts'
import type { LabPhase, LiveChange, LiveCollection, LiveState } from '#lib/gateway/protocol.ts'
import { onCreation } from '../creation/creation-events.ts'
import { listCreations } from '../creation/creation-store.ts'
import { onHelp, readHelp } from '../help-board.ts'
import { findNewerImage } from '../image-age.ts'
import { acquireLabHost } from '../lab-host.ts'
import { readRecord } from '../lab-record.ts'
import { admitLab, onPhase, readPhase } from '../phase-board.ts'
import { chronicle, creationEntry, historyChanges } from './chronicle.ts'
import { hostCollections } from './empty-state.ts'
import { readHistory } from './history-store.ts'
import { LabWatcher } from './lab-watcher.ts'
import { LiveModel } from './live-model.ts'

/** A hold on the model of one lab. */
export interface LiveModelHold {
  readonly model: LiveModel
  /** The state now; a new object after each change. */
  readonly state: LiveState
  subscribe: LiveModel['subscribe']
  release(): void
}

interface Open {
  model: LiveModel
  holders: number
  lingering: NodeJS.Timeout | undefined
  opened: Disposer
}

/** A page that is reloaded finds its model still open. */
const lingerMs = 20_000
const retryMs = 1_000

const models = singleton('live-models', () => new Map<string, Promise<Open>>())

/** The live model of a lab, running or not; shared by all holders. Code: lab.not-found. The caller releases it. */
export async function acquireLiveModel(labId: string): Promise<LiveModelHold> {
  const opening = models.get(labId) ?? open(labId)
  const shared = await opening
  shared.holders++
  clearTimeout(shared.lingering)
  let released = false
  return {
    model: shared.model,
    get state() {
      return shared.model.state
    },
    subscribe: (listener) => shared.model.subscribe(listener),
    release() {
      if (released) return
      released = true
      if (--shared.holders === 0) shared.lingering = setTimeout(() => void close(labId, shared), lingerMs).unref()
    },
  }
}

/** The model of a lab if somebody holds it. */
export async function openLiveModel(labId: string): Promise<LiveModel | null> {
  return (await models.get(labId)?.catch(() => null))?.model ?? null
}

/** Tells the pages of all open labs whether there is a newer image than their host's. */
export async function republishNewerImage(): Promise<void> {
  for (const opening of models.values()) {
    const model = (await opening.catch(() => null))?.model
    const start = model?.state.start.start
    if (!model || !start) continue
    const record = await readRecord(model.labId).catch(() => null)
    const newerImage = record && (await findNewerImage(record))
    model.publish(Date.now(), [{ collection: 'start', id: 'start', value: { ...start, newerImage } }])
  }
}

/** Closes all models at once, for the server's shutdown. */
export async function closeLiveModels(): Promise<void> {
  await Promise.all([...models].map(async ([labId, opening]) => close(labId, await opening)))
}

function open(labId: string): Promise<Open> {
  const opening = load(labId)
  models.set(labId, opening)
  opening.catch(() => models.delete(labId))
  return opening
}

async function close(labId: string, shared: Open): Promise<void> {
  clearTimeout(shared.lingering)
  models.delete(labId)
  await shared.opened.dispose()
}

async function load(labId: string): Promise<Open> {
  const record = await readRecord(labId)
  admitLab(record)
  const model = new LiveModel(labId, readPhase(labId))
  const opened = new Disposer()
  const [history, creations, newerImage] = await Promise.all([
    readHistory(labId),
    listCreations(labId),
    findNewerImage(record),
  ])
  const known: LiveChange[] = [
    { collection: 'start', id: 'start', value: { key: record.start, preparing: null, error: null, newerImage } },
    ...Object.values(history).map((value) => ({ collection: 'history' as const, id: value.id, value })),
    ...creations.map(({ view }) => ({ collection: 'creations' as const, id: view.id, value: view })),
  ]
  model.publish(Date.now(), known, { firstReading: true })
  model.accompany(chronicle(labId))
  opened.add(onCreation(labId, (creation) => publishCreation(model, creation)))
  opened.add(followPhase(model))
  opened.add(followHelp(model))
  return { model, holders: 0, lingering: undefined, opened }
}

/** Who of the staff looks on, and who helps. */
function followHelp(model: LiveModel): Dispose {
  const publish = () =>
    model.publish(Date.now(), [{ collection: 'help', id: 'help', value: readHelp(model.labId) }], {
      firstReading: true,
    })
  publish()
  return onHelp(model.labId, publish)
}

function publishCreation(model: LiveModel, creation: LiveState['creations'][string]): void {
  const entry = creationEntry(creation)
  const isNew = !(entry.id in model.state.history)
  model.publish(Date.now(), [
    { collection: 'creations', id: creation.id, value: structuredClone(creation) },
    ...(isNew ? historyChanges(model.state, [entry]) : []),
  ])
}

/** Watches the host while the lab runs, and knows nothing of it while it doesn't. */
function followPhase(model: LiveModel): Dispose {
  const { labId } = model
  let current: { stop: () => Promise<void> } | null = null
  const follow = (phase: LabPhase) => {
    const now = Date.now()
    if (phase.phase === 'running') current ??= watchHost(model)
    else {
      void current?.stop()
      current = null
    }
    const forgotten = phase.phase === 'running' ? [] : forgetHost(model.state)
    model.publish(now, [{ collection: 'lab', id: 'lab', value: phase }, ...forgotten], { firstReading: true })
  }
  const unfollow = onPhase(labId, follow)
  follow(readPhase(labId))
  return async () => {
    await unfollow()
    await current?.stop()
  }
}

function watchHost(model: LiveModel): { stop: () => Promise<void> } {
  const stopping = new AbortController()
  let close: () => Promise<void> = async () => {}
  const attempt = async () => {
    if (stopping.signal.aborted) return
    const watcher = new LabWatcher(model)
    const opened = new Disposer()
    close = () => opened.dispose()
    try {
      const host = await acquireLabHost(model.labId)
      opened.add(() => host.release())
      opened.add(() => watcher.close())
      if (stopping.signal.aborted) return void (await opened.dispose())
      await watcher.start(host)
    } catch (error) {
      await opened.dispose()
      if (stopping.signal.aborted || isVirtLabError(error, 'lab.not-running')) return
      log.warn({ err: error, lab: model.labId }, 'live: the host could not be watched')
      setTimeout(() => void attempt(), retryMs).unref()
    }
  }
  void attempt()
  return {
    stop: async () => {
      stopping.abort()
      await close()
    },
  }
}

function forgetHost(state: LiveState): LiveChange[] {
  return hostCollections.flatMap((collection: LiveCollection) =>
    Object.keys(state[collection]).map((id) => ({ collection, id, value: null }) as LiveChange),
  )
}
