import { setTimeout as delay } from 'node:timers/promises'
import { log } from '#lib/base/log.ts'
import { singleton } from '#lib/base/singleton.ts'
import { incus } from '#lib/incus/client.ts'
import { findInstance, uuidOf } from '#lib/incus/instances.ts'
import { virtInstallCommand } from '#lib/virt/commands/virt-install-command.ts'
import { acquireLabHost, type LabHost } from '../lab-host.ts'
import { readRecord } from '../lab-record.ts'
import { runGuiOperation } from '../live/gui-operations.ts'
import { onPhase, readPhase } from '../phase-board.ts'
import { type StoredCreation, saveCreation } from './creation-store.ts'
import { followUnit, forgetUnit, isShuttingDown, readUnit, startUnit, type UnitState } from './creation-unit.ts'
import { explainFailure, wizardError } from './explain-failure.ts'
import { readProgress } from './read-progress.ts'
import { findCreatedDomain, undoCreation } from './undo-creation.ts'

const watched = () => singleton('watched-creations', () => new Map<string, Promise<void>>())
const cancelling = () => singleton('cancelling-creations', () => new Set<string>())

/** SIGTERM: what `systemctl stop` ends virt-install with. */
const terminated = 15
/** Of virt-install, while the pool is busy. */
const attempts = 8
const firstPauseMs = 500
const longestPauseMs = 15_000

export const isWatched = (id: string) => watched().has(id)

/**
 * Keeps a creation's row true until virt-install has ended, and undoes it if that failed. Goes on through troubles of
 * Incus and libvirt; ends as failed when the lab host stops. Never rejects.
 */
export function watchCreation(creation: StoredCreation): Promise<void> {
  const { id, name } = creation.view
  const before = watched().get(id)
  if (before) return before
  const operation = { labId: creation.labId, subjects: [{ kind: 'vm', name } as const], settleMs: 5_000 }
  const watching = runGuiOperation(operation, () => watchToEnd(creation))
    .catch((error: unknown) =>
      log.error({ lab: creation.labId, creation: id, err: error }, 'creation is no longer watched'),
    )
    .finally(() => {
      watched().delete(id)
      cancelling().delete(id)
    })
  watched().set(id, watching)
  return watching
}

/** From here on, the end of virt-install is what was asked for. */
export function markCancelling(id: string): void {
  cancelling().add(id)
}

async function watchToEnd(creation: StoredCreation): Promise<void> {
  const { labId } = creation
  for (let pauseMs = firstPauseMs; isUp(labId); pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
    try {
      // A reset may have gone by while this waited.
      if (!(await isInOwnHost(creation))) break
      return await withHost(labId, (host) => watch(host, creation))
    } catch (error) {
      // A host that stops is seen here first, and in its phase a moment later.
      log.warn({ lab: labId, creation: creation.view.id, err: error }, 'creation: trying again')
      await pause(labId, pauseMs)
    }
  }
  await endWithHost(creation)
}

async function watch(host: LabHost, creation: StoredCreation): Promise<void> {
  const { view, start } = creation
  for (let attempt = 1; ; attempt++) {
    const unit = await followToEnd(host, creation)
    if (attempt === attempts || !isPoolBusy(creation, unit)) return end(host, creation, unit)
    await forgetUnit(host, view.id)
    view.output = ''
    await startUnit(host, view.id, virtInstallCommand(start.form))
  }
}

async function followToEnd(host: LabHost, creation: StoredCreation): Promise<UnitState> {
  const { id } = creation.view
  let unit: UnitState
  const bytes: Buffer[] = []
  let length = 0
  do {
    for await (const chunk of followUnit(host, id, length)) {
      bytes.push(chunk)
      length += chunk.length
      await update(host, creation, Buffer.concat(bytes).toString())
    }
    unit = await readUnit(host, id)
  } while (unit.state === 'running')
  return unit
}

/** virt-install wants to read the pool anew, which libvirt refuses while a volume of another VM is being made in it. */
function isPoolBusy({ view, start }: StoredCreation, unit: UnitState): boolean {
  if (unit.state !== 'exited' || unit.exitCode === 0 || cancelling().has(view.id)) return false
  const { allocated, created } = readProgress(view.output, start.form)
  return allocated.length === 0 && !created && view.output.includes('has asynchronous jobs running')
}

async function update(host: LabHost, creation: StoredCreation, output: string): Promise<void> {
  const { view, start } = creation
  const progress = readProgress(output, start.form)
  view.output = output
  view.stage = progress.stage
  if (progress.created && !view.domainUuid) view.domainUuid = await findCreatedDomain(await host.libvirt(), creation)
  await saveCreation(creation)
}

async function end(host: LabHost, creation: StoredCreation, unit: UnitState): Promise<void> {
  const { view } = creation
  const asked = cancelling().has(view.id)
  if (unit.state === 'exited' && unit.exitCode === 0 && !asked) view.stage = 'done'
  else {
    // virt-install is ended with its host, too; then this is no cancelling, and libvirt is on its way out, however long that takes.
    if (unit.state !== 'exited' && (await isShuttingDown(host))) return endWithHost(creation)
    await undoCreation(await host.libvirt(), creation, unit.state === 'exited' ? 'exited' : 'killed')
    const cancelled = asked || (unit.state === 'killed' && unit.signal === terminated)
    view.stage = cancelled ? 'cancelled' : 'failed'
    view.error = cancelled ? null : failureOf(creation, unit)
    view.domainUuid = null
  }
  view.endedAt = Date.now()
  await saveCreation(creation)
  await forgetUnit(host, view.id)
}

function failureOf({ view }: StoredCreation, unit: UnitState) {
  if (unit.state === 'exited') return explainFailure(view.output, view.name)
  return wizardError(unit.state === 'gone' ? 'failed-interrupted' : 'failed-killed', { name: view.name })
}

/** The host goes, or is gone. If it comes back, even after another chapter's, what is left in it is removed then. */
async function endWithHost(creation: StoredCreation): Promise<void> {
  const { labId, start, view } = creation
  const { phase } = readPhase(labId)
  const replaced = phase === 'absent' || phase === 'resetting' || !(await isInOwnHost(creation))
  start.leftBehind = true
  view.stage = replaced && cancelling().has(view.id) ? 'cancelled' : 'failed'
  view.error =
    view.stage === 'cancelled'
      ? null
      : wizardError(replaced ? 'failed-replaced' : 'failed-interrupted', { name: view.name })
  view.endedAt = Date.now()
  await saveCreation(creation)
}

/** Whether the lab's host is the one that the creation began in: after a reset, or in another chapter, it is not. */
async function isInOwnHost({ labId, start }: StoredCreation): Promise<boolean> {
  const { instance } = await readRecord(labId)
  const host = await findInstance(incus(), instance)
  return host !== null && uuidOf(host) === start.host
}

/** Removes from a host that runs again what a creation had made when the host was stopped. Nothing to do in another host. */
export async function removeLeftBehind(creation: StoredCreation): Promise<void> {
  if (!(await isInOwnHost(creation))) return
  await withHost(creation.labId, async (host) => {
    const { start, view } = creation
    await undoCreation(await host.libvirt(), creation, 'killed')
    start.leftBehind = false
    view.domainUuid = null
    await saveCreation(creation)
    await forgetUnit(host, view.id)
  })
}

async function withHost<T>(labId: string, task: (host: LabHost) => Promise<T>): Promise<T> {
  const host = await acquireLabHost(labId)
  try {
    return await task(host)
  } finally {
    host.release()
  }
}

const isUp = (labId: string) => readPhase(labId).phase === 'running'

/** Until the lab's phase changes, or for a while. */
async function pause(labId: string, timeoutMs: number): Promise<void> {
  const changed = new AbortController()
  const dispose = onPhase(labId, () => changed.abort())
  await delay(timeoutMs, undefined, { signal: changed.signal, ref: false }).catch(() => {})
  await dispose()
}
