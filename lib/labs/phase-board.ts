import type { Dispose } from '#lib/base/dispose.ts'
import { log } from '#lib/base/log.ts'
import { singleton } from '#lib/base/singleton.ts'
import { db } from '#lib/db/client.ts'
import type { LabPhase } from '#lib/gateway/protocol.ts'
import type { LabRecord } from './lab-record.ts'
import { type LabEvent, nextPhase } from './transitions.ts'

interface Entry {
  instance: string
  phase: LabPhase
  /** Writes to the database, one after the other. */
  saving: Promise<void>
}

type Listener = (phase: LabPhase) => void
type LabListener = (labId: string, phase: LabPhase) => void

/** The phase of every lab, as the database has it, and who wants to hear of changes. */
interface Board {
  entries: Map<string, Entry>
  listeners: Map<string, Set<Listener>>
  /** Those of every lab's changes. */
  watchers: Set<LabListener>
}

function board(): Board {
  return singleton('lab-phases', () => ({ entries: new Map(), listeners: new Map(), watchers: new Set() }))
}

/** Takes a record's phase for the lab's, if the lab is not known yet. */
export function admitLab(record: LabRecord): void {
  const { entries } = board()
  if (entries.has(record.id)) return
  entries.set(record.id, { instance: record.instance, phase: record.phase, saving: Promise.resolve() })
}

/** The phase of a lab; `absent` for one that nobody knows. */
export function readPhase(labId: string): LabPhase {
  return board().entries.get(labId)?.phase ?? { phase: 'absent' }
}

/** The phase of each lab that is known. */
export function listPhases(): Map<string, LabPhase> {
  return new Map([...board().entries].map(([labId, { phase }]) => [labId, phase]))
}

/** How many labs are in each phase. */
export function countPhases(): Map<LabPhase['phase'], number> {
  const counts = new Map<LabPhase['phase'], number>()
  for (const { phase } of board().entries.values()) counts.set(phase.phase, (counts.get(phase.phase) ?? 0) + 1)
  return counts
}

/** Calls `listener` at each change from now on. */
export function onPhase(labId: string, listener: Listener): Dispose {
  const { listeners } = board()
  const set = listeners.get(labId) ?? new Set()
  listeners.set(labId, set.add(listener))
  return () => {
    set.delete(listener)
    if (set.size === 0 && listeners.get(labId) === set) listeners.delete(labId)
  }
}

/** The same for every lab. */
export function onAnyPhase(listener: LabListener): Dispose {
  const { watchers } = board()
  watchers.add(listener)
  return () => void watchers.delete(listener)
}

/** Applies an event: at once in memory and to the listeners; resolves when it is in the database too. */
export function advance(labId: string, event: LabEvent): Promise<void> {
  const { entries, listeners, watchers } = board()
  const entry = entries.get(labId)
  if (!entry) return Promise.resolve()
  const phase = nextPhase(entry.phase, event, Date.now())
  if (phase === entry.phase) return entry.saving
  entry.phase = phase
  if (phase.phase !== 'provisioning') log.info({ lab: labId, phase: phase.phase }, 'lab')
  entry.saving = entry.saving.then(() => savePhase(labId, phase))
  for (const listener of [...(listeners.get(labId) ?? [])]) notify(labId, () => listener(phase))
  for (const listener of [...watchers]) notify(labId, () => listener(labId, phase))
  return entry.saving
}

/** The lab whose instance has this name. */
export function labOfInstance(instance: string): string | null {
  for (const [labId, entry] of board().entries) if (entry.instance === instance) return labId
  return null
}

/** The lab has another instance from now on. */
export function moveLab(labId: string, instance: string): void {
  const entry = board().entries.get(labId)
  if (entry) entry.instance = instance
}

/** Forgets a deleted lab. */
export function dismissLab(labId: string): void {
  board().entries.delete(labId)
}

async function savePhase(labId: string, phase: LabPhase): Promise<void> {
  try {
    await db().lab.updateMany({ where: { id: labId }, data: { phase: JSON.stringify(phase) } })
  } catch (error) {
    // reconcileLabs reads the truth from Incus at the next start; a lab goes on without its note.
    log.error({ err: error, lab: labId }, 'a phase was not saved')
  }
}

function notify(labId: string, tell: () => void): void {
  try {
    tell()
  } catch (error) {
    log.error({ err: error, lab: labId }, 'a listener failed')
  }
}
