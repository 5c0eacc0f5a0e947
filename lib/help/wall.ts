import type { Actor } from '#lib/access/actor.ts'
import { Disposer, type Dispose } from '#lib/base/dispose.ts'
import { log } from '#lib/base/log.ts'
import { singleton } from '#lib/base/singleton.ts'
import { requireClass } from '#lib/classes/class-record.ts'
import { onGrades } from '#lib/grading/grade-changes.ts'
import { onAnyHelp } from '#lib/labs/help-board.ts'
import { onAnyPhase } from '#lib/labs/phase-board.ts'
import { onProgress } from '#lib/progress/progress-changes.ts'
import { onHelpChange } from './help-events.ts'
import { type LabUsage, watchUsage } from './lab-usage.ts'
import { readWallEntries, type WallEntry } from './wall-entries.ts'

export type WallMessage =
  | { type: 'snapshot'; entries: WallEntry[] }
  /** Null: no longer in the class. */
  | { type: 'changes'; entries: { studentId: string; entry: WallEntry | null }[] }
  /** What their labs use, by student. */
  | { type: 'usage'; usage: Record<string, LabUsage> }

type Listener = (message: WallMessage) => void

/** Several changes of a moment are read together. */
const settleMs = 200
/** Who has joined or left, and what has no event: somebody types, history. The page tells activity in minutes. */
const rereadMs = 60_000

const walls = () => singleton('walls', () => new Map<string, Wall>())

/**
 * Tells how the students of a class are, at once and at each change, until it is disposed of. Codes: class.not-found,
 * access.forbidden.
 */
export async function watchWall(
  actor: Actor,
  { classId, onMessage }: { classId: string; onMessage: Listener },
): Promise<Dispose> {
  await requireClass({ actor, classId, verb: 'view' })
  const wall = walls().get(classId) ?? new Wall(classId)
  walls().set(classId, wall)
  return wall.join(onMessage)
}

/** A class while somebody looks at it: one reading for all who do. */
class Wall {
  readonly #classId: string
  readonly #listeners = new Set<Listener>()
  readonly #opened = new Disposer()
  #entries = new Map<string, WallEntry>()
  #ready: Promise<void>
  #dirty = new Set<string>()
  #timer: NodeJS.Timeout | undefined
  #reading = Promise.resolve()

  constructor(classId: string) {
    this.#classId = classId
    for (const follow of [onGrades, onProgress, onHelpChange])
      this.#opened.add(follow((studentId) => this.#touch(studentId)))
    for (const follow of [onAnyPhase, onAnyHelp]) this.#opened.add(follow((labId: string) => this.#touchLab(labId)))
    const reread = setInterval(() => this.#queue(() => this.#read()), rereadMs).unref()
    this.#opened.add(() => clearInterval(reread))
    this.#opened.add(watchUsage((usage) => this.#tellUsage(usage)))
    this.#ready = this.#read()
    this.#ready.catch((error: unknown) => log.error({ err: error, class: classId }, 'the wall was not read'))
  }

  join(listener: Listener): () => void {
    this.#listeners.add(listener)
    void this.#ready
      .catch(() => {})
      .then(() => {
        if (this.#listeners.has(listener)) listener({ type: 'snapshot', entries: [...this.#entries.values()] })
      })
    return () => {
      this.#listeners.delete(listener)
      if (this.#listeners.size > 0) return
      if (walls().get(this.#classId) === this) walls().delete(this.#classId)
      clearTimeout(this.#timer)
      void this.#opened.dispose()
    }
  }

  /** A lab that is not known yet is that of a student who had none. */
  #touchLab(labId: string): void {
    const entries = [...this.#entries.values()]
    const known = entries.find((entry) => entry.labId === labId)
    for (const { studentId } of known ? [known] : entries.filter((entry) => entry.labId === null))
      this.#touch(studentId)
  }

  #touch(studentId: string): void {
    if (!this.#entries.has(studentId)) return
    this.#dirty.add(studentId)
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      const dirty = this.#dirty
      this.#dirty = new Set()
      this.#queue(() => this.#read(dirty))
    }, settleMs)
  }

  /** One reading after the other: an older one must not come last. */
  #queue(read: () => Promise<void>): void {
    this.#reading = this.#reading
      .then(read)
      .catch((error: unknown) => log.error({ err: error, class: this.#classId }, 'the wall was not read'))
  }

  async #read(only?: ReadonlySet<string>): Promise<void> {
    const now = await readWallEntries(this.#classId, only)
    const changes: { studentId: string; entry: WallEntry | null }[] = []
    for (const studentId of only ?? new Set([...this.#entries.keys(), ...now.keys()])) {
      const entry = now.get(studentId) ?? null
      if (JSON.stringify(entry) === JSON.stringify(this.#entries.get(studentId) ?? null)) continue
      if (entry) this.#entries.set(studentId, entry)
      else this.#entries.delete(studentId)
      changes.push({ studentId, entry })
    }
    if (changes.length > 0) this.#tell({ type: 'changes', entries: changes })
  }

  #tellUsage(byLab: ReadonlyMap<string, LabUsage>): void {
    const usage: Record<string, LabUsage> = {}
    for (const { studentId, labId } of this.#entries.values()) {
      const used = labId && byLab.get(labId)
      if (used) usage[studentId] = used
    }
    this.#tell({ type: 'usage', usage })
  }

  #tell(message: WallMessage): void {
    for (const listener of [...this.#listeners]) listener(message)
  }
}
