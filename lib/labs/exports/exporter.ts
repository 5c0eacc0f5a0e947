import type { Actor } from '#lib/access/actor.ts'
import { writeAudit } from '#lib/audit/audit-log.ts'
import type { Dispose } from '#lib/base/dispose.ts'
import { log } from '#lib/base/log.ts'
import { singleton } from '#lib/base/singleton.ts'
import { incus } from '#lib/incus/client.ts'
import { findInstance } from '#lib/incus/instances.ts'
import { explainFailure, toWireError } from '../lab-error.ts'
import type { LabRecord } from '../lab-record.ts'
import { readRecord } from '../lab-record.ts'
import { deleteLab } from '../lab-service.ts'
import { admitLab, advance } from '../phase-board.ts'
import { shutDownHost } from '../shut-down-host.ts'
import { bringUp } from '../start-lab.ts'
import { saveDomains } from '../starts/saved-domains.ts'
import { type ExportProgress, keepFilesOf, listHosts, removeFiles, writeFiles } from './export-files.ts'
import { type LabExport, listExportIds, removeExport, saveExport, settleRows } from './export-store.ts'

/** One that is not over yet, as the page sees it. */
export type ExportJob = LabExport & { progress: ExportProgress | null }

interface Job extends ExportJob {
  actor: Actor
  labId: string
  abort: AbortController
}

/** The page hears of bytes no more often. */
const tellEveryMs = 500

/** Exports of all classes, one after the other: each keeps the disk busy. */
class Exporter {
  readonly #jobs = new Map<string, Job>()
  readonly #listeners = new Map<string, Set<() => void>>()
  #working = false

  add(job: LabExport & { actor: Actor; labId: string }): void {
    this.#jobs.set(job.id, { ...job, progress: null, abort: new AbortController() })
    this.#tell(job.classId)
    void this.#work()
  }

  /** Those of the class that are not over. */
  jobs(classId: string): ExportJob[] {
    return [...this.#jobs.values()]
      .filter((job) => job.classId === classId)
      .map(({ actor: _actor, labId: _labId, abort: _abort, ...job }) => job)
  }

  hasLab(labId: string): boolean {
    return [...this.#jobs.values()].some((job) => job.labId === labId)
  }

  /** Whatever of the class is not written yet is undone; those labs stay. */
  cancel(classId: string): void {
    const reason = new DOMException('the export was cancelled', 'AbortError')
    for (const job of this.#jobs.values()) if (job.classId === classId) job.abort.abort(reason)
  }

  /** Calls `listener` at each change of the class's exports. */
  onChange(classId: string, listener: () => void): Dispose {
    const listeners = this.#listeners.get(classId) ?? new Set()
    this.#listeners.set(classId, listeners.add(listener))
    return () => {
      listeners.delete(listener)
      if (listeners.size === 0) this.#listeners.delete(classId)
    }
  }

  changed(classId: string): void {
    this.#tell(classId)
  }

  async #work(): Promise<void> {
    if (this.#working) return
    this.#working = true
    try {
      for (let job = this.#next(); job; job = this.#next()) {
        await this.#perform(job)
        this.#jobs.delete(job.id)
        this.#tell(job.classId)
      }
    } finally {
      this.#working = false
    }
  }

  #next(): Job | undefined {
    return this.#jobs.values().next().value
  }

  async #perform(job: Job): Promise<void> {
    try {
      job.abort.signal.throwIfAborted()
      await this.#save(job, { state: 'working' })
      if (job.thenDelete) await this.#exportAndDelete(job)
      else await this.#export(job, await readRecord(job.labId))
    } catch (error) {
      await this.#settle(job, error).catch((err: unknown) =>
        log.error({ err, export: job.id }, 'an export was not noted'),
      )
    }
  }

  async #export(job: Job, lab: LabRecord): Promise<void> {
    let toldAt = 0
    const onProgress = (progress: ExportProgress) => {
      job.progress = progress
      if (Date.now() - toldAt < tellEveryMs) return
      toldAt = Date.now()
      this.#tell(job.classId)
    }
    const files = await writeFiles(job.id, lab, { signal: job.abort.signal, onProgress })
    await this.#save(job, { state: 'ready', files, endedAt: Date.now() })
  }

  /** What is exported is what is deleted: the lab is stopped for it, and nobody starts it in between. */
  async #exportAndDelete(job: Job): Promise<void> {
    const first = (lab: LabRecord) =>
      whileHalted(lab, async () => {
        // A lab that nobody has opened yet has nothing to export.
        if ((await listHosts(lab)).length > 0) await this.#export(job, lab)
        await writeAudit(job.actor, job.studentId, { action: 'lab-delete' })
      })
    await deleteLab({ labId: job.labId, keepRecord: true, first })
    if (job.state !== 'ready') await removeExport(job.id)
  }

  async #settle(job: Job, error: unknown): Promise<void> {
    const written = job.state === 'ready'
    if (job.abort.signal.aborted && !written) return removeExport(job.id)
    log.warn({ err: error, lab: job.labId, export: job.id }, written ? 'an exported lab was not deleted' : 'no export')
    const explained = toWireError(explainFailure(error))
    await this.#save(job, { state: written ? 'ready' : 'failed', error: explained, endedAt: Date.now() })
  }

  async #save(job: Job, change: Partial<LabExport>): Promise<void> {
    const before = { ...job }
    Object.assign(job, change)
    try {
      await saveExport(job)
    } catch (error) {
      // Its class or its student is gone, or the disk is full: an export that nobody finds is none.
      Object.assign(job, before)
      if (change.state === 'ready' && before.state !== 'ready') await removeFiles(job.id)
      throw error
    }
    this.#tell(job.classId)
  }

  #tell(classId: string): void {
    for (const listener of [...(this.#listeners.get(classId) ?? [])]) listener()
  }
}

/**
 * Stops the host, its VMs saved, as whoever imports it will find it, and does the work; the phase stays `stopping`. If that fails, what
 * ran runs again.
 */
async function whileHalted(lab: LabRecord, work: () => Promise<void>): Promise<void> {
  const { id, instance } = lab
  admitLab(lab)
  const running = (await findInstance(incus(), instance))?.running
  try {
    if (running) {
      await advance(id, { type: 'stop' })
      const { failed } = await saveDomains(instance)
      for (const { name, words } of failed) log.warn({ lab: id, vm: name, words }, 'a VM is off in the export')
      await shutDownHost(instance)
    }
    await work()
  } catch (error) {
    if (running)
      await bringUp(lab).catch(async (err: unknown) => {
        log.error({ err, lab: id }, 'a lab that was not exported did not start again')
        await advance(id, { type: 'stopped' })
      })
    throw error
  }
}

export function exporter(): Exporter {
  return singleton('exporter', () => new Exporter())
}

/** At boot: what a stopped server has left half made is gone, and its row says so. */
export async function settleExports(): Promise<void> {
  const code = 'lab.export-interrupted'
  const ready = await settleRows({ code, userMessage: 'lab-export-interrupted', params: {} })
  await keepFilesOf(ready, { drafts: false })
}

/** When a class or a student is gone, so are their exports. */
export async function sweepExports(): Promise<void> {
  await keepFilesOf(await listExportIds(), { drafts: true })
}
