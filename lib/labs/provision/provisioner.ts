import { isVirtLabError } from '#lib/base/error.ts'
import { log } from '#lib/base/log.ts'
import type { Dispose } from '#lib/base/dispose.ts'
import { singleton } from '#lib/base/singleton.ts'
import { explainFailure, toWireError } from '../lab-error.ts'
import { provideLab } from './provide-lab.ts'
import { listUnfinished, type ProvisionedLab, type Provisioning, saveEnd, saveLab } from './provisioning-store.ts'

/** More at once make none sooner: on two cores, systemd and libvirtd of four hosts keep both busy (scripts/bench/class.ts). */
const atOnce = 4

interface Run extends Provisioning {
  timer: NodeJS.Timeout | null
  working: Map<string, AbortController>
}

type Listener = (provisioning: Provisioning) => void

/** All runs of this site that have not ended: labs come up a few at a time, whichever class they are of. */
class Provisioner {
  readonly #runs = new Map<string, Run>()
  readonly #listeners = new Map<string, Set<Listener>>()

  /** Takes up a run: a new one, or one that a stopped server has left. */
  add(provisioning: Provisioning): void {
    // Who works on what is this process's business: what was half made before is begun anew, and that takes up what is there.
    const labs = provisioning.labs.map((lab) => (lab.state === 'working' ? { ...lab, state: 'waiting' as const } : lab))
    const run: Run = { ...provisioning, labs, timer: null, working: new Map() }
    this.#runs.set(run.id, run)
    const wait = run.beginAt - Date.now()
    // A timer takes 24 days at most.
    if (wait > 0) run.timer = setTimeout(() => this.#begin(run), Math.min(wait, 2 ** 31 - 1)).unref()
    else this.#begin(run)
    this.#tell(run)
  }

  find(classId: string): Provisioning | null {
    return [...this.#runs.values()].find((run) => run.classId === classId) ?? null
  }

  /** What waits is not begun, what is half made is undone. Resolves when that is so. */
  async cancel(classId: string): Promise<void> {
    const run = [...this.#runs.values()].find((one) => one.classId === classId)
    if (!run) return
    run.cancelledAt = Date.now()
    if (run.timer) clearTimeout(run.timer)
    for (const lab of run.labs) if (lab.state === 'waiting') await this.#set(run, lab, { state: 'cancelled' })
    const reason = new DOMException('provisioning was cancelled', 'AbortError')
    for (const abort of run.working.values()) abort.abort(reason)
    await this.#endIfDone(run)
  }

  /** Calls `listener` at each change of a run of the class. */
  onChange(classId: string, listener: Listener): Dispose {
    const listeners = this.#listeners.get(classId) ?? new Set()
    this.#listeners.set(classId, listeners.add(listener))
    return () => {
      listeners.delete(listener)
      if (listeners.size === 0) this.#listeners.delete(classId)
    }
  }

  #begin(run: Run): void {
    if (run.beginAt > Date.now()) return this.add(run)
    run.timer = null
    if (run.labs.every(({ state }) => state !== 'waiting')) void this.#endIfDone(run)
    this.#pump()
  }

  #pump(): void {
    const runs = [...this.#runs.values()].filter(({ timer }) => timer === null)
    let free = atOnce - runs.reduce((sum, { working }) => sum + working.size, 0)
    for (const run of runs) {
      for (const lab of run.labs) {
        if (free <= 0) return
        if (lab.state !== 'waiting' || run.working.has(lab.studentId)) continue
        free--
        void this.#work(run, lab)
      }
    }
  }

  async #work(run: Run, lab: ProvisionedLab): Promise<void> {
    const abort = new AbortController()
    run.working.set(lab.studentId, abort)
    try {
      await this.#set(run, lab, { state: 'working', startedAt: Date.now(), endedAt: null, error: null })
      await provideLab({ studentId: lab.studentId, start: run.start, signal: abort.signal })
      await this.#set(run, lab, { state: 'ready', endedAt: Date.now() })
    } catch (error) {
      if (abort.signal.aborted) await this.#set(run, lab, { state: 'cancelled', endedAt: Date.now() })
      else if (isVirtLabError(error, 'lab.class-full') || isVirtLabError(error, 'lab.site-full'))
        await this.#set(run, lab, { state: 'later', endedAt: Date.now() })
      else {
        log.warn({ err: error, provisioning: run.id, student: lab.studentId }, 'a lab was not provisioned')
        const explained = toWireError(explainFailure(error))
        await this.#set(run, lab, { state: 'failed', endedAt: Date.now(), error: explained })
      }
    } finally {
      run.working.delete(lab.studentId)
      await this.#endIfDone(run)
      this.#pump()
    }
  }

  async #set(run: Run, lab: ProvisionedLab, change: Partial<ProvisionedLab>): Promise<void> {
    Object.assign(lab, change)
    this.#tell(run)
    await saveLab(run.id, lab).catch((error: unknown) =>
      // The next server begins it anew, which finds what is there.
      log.error({ err: error, provisioning: run.id, student: lab.studentId }, 'a provisioned lab was not noted'),
    )
  }

  async #endIfDone(run: Run): Promise<void> {
    if (run.endedAt !== null || run.labs.some(({ state }) => state === 'waiting' || state === 'working')) return
    const endedAt = Date.now()
    run.endedAt = endedAt
    await saveEnd(run.id, { cancelledAt: run.cancelledAt, endedAt }).catch((error: unknown) =>
      log.error({ err: error, provisioning: run.id }, 'the end of a provisioning was not noted'),
    )
    this.#runs.delete(run.id)
    this.#tell(run)
  }

  #tell(run: Run): void {
    const { timer: _timer, working: _working, ...provisioning } = run
    for (const listener of [...(this.#listeners.get(run.classId) ?? [])]) listener(provisioning)
  }
}

export function provisioner(): Provisioner {
  return singleton('provisioner', () => new Provisioner())
}

/** At boot, after labs and Incus agree: goes on with what a server that was stopped has left. */
export async function resumeProvisionings(): Promise<void> {
  for (const provisioning of await listUnfinished()) provisioner().add(provisioning)
}
