import { createHash } from 'node:crypto'
import type { Actor } from '#lib/access/actor.ts'
import { isVirtLabError, VirtLabError } from '#lib/base/error.ts'
import { log } from '#lib/base/log.ts'
import { db } from '#lib/db/client.ts'
import type { CreationView, WireError } from '#lib/gateway/protocol.ts'
import { incus } from '#lib/incus/client.ts'
import { readInstance, uuidOf } from '#lib/incus/instances.ts'
import { checkCreateForm } from '#lib/virt/commands/check-create-form.ts'
import type { CreateForm } from '#lib/virt/commands/create-form.ts'
import { shellQuote } from '#lib/virt/commands/shell-quote.ts'
import { virtInstallCommand } from '#lib/virt/commands/virt-install-command.ts'
import { listVolumes } from '#lib/virt/volume.ts'
import { acquireLabHost, type LabHost } from '../lab-host.ts'
import { requireLab, staffName } from '../require-lab.ts'
import { checkUrlReadable } from './check-url.ts'
import {
  endedStages,
  findCreation,
  listCreations,
  listUnfinished,
  type StoredCreation,
  saveCreation,
} from './creation-store.ts'
import { forgetUnit, startUnit, stopUnit } from './creation-unit.ts'
import { explainFailure } from './explain-failure.ts'
import { withLabLock } from './lab-lock.ts'
import { parseCreateForm } from './parse-create-form.ts'
import { readCreateLimits } from './read-create-limits.ts'
import { readProgress } from './read-progress.ts'
import { undoCreation } from './undo-creation.ts'
import { markCancelling, watchCreation } from './watch-creation.ts'

export { onCreation } from './creation-events.ts'

export interface CreateVmOptions {
  labId: string
  actor: Actor
  /** What the browser sent; its shape is checked here. */
  form: unknown
  /** The same key gives the same creation, however often it is sent. */
  idempotencyKey: string
}

/**
 * Checks the form against the host as it is now and starts virt-install in it. Does not wait for its end.
 * Codes: wizard.bad-form, and those of acquireLabHost. What is wrong with a field is `invalid`, not an error.
 */
export async function createVm({
  labId,
  actor,
  form,
  idempotencyKey,
}: CreateVmOptions): Promise<CreationView | { invalid: WireError[] }> {
  const parsed = parseCreateForm(form)
  const act = { action: 'vm-create', params: { name: parsed.name, command: shellQuote(virtInstallCommand(parsed)) } }
  const { studentId } = await requireLab({ actor, labId, verb: 'use', act })
  const id = createHash('sha256').update(`${labId}\n${idempotencyKey}`).digest('hex').slice(0, 16)
  return withLabLock(labId, async () => {
    const before = await findCreation(labId, id)
    if (before) return before.view
    const host = await acquireLabHost(labId)
    try {
      const invalid = await validateCreateForm(host, parsed)
      if (invalid.length > 0) return { invalid }
      const creation = await prepare(host, id, parsed)
      creation.view.by = staffName(actor, studentId)
      await start(host, creation)
      void watchCreation(creation)
      return { ...creation.view }
    } finally {
      host.release()
    }
  })
}

/** Everything wrong with the form, by field; empty if it can be made. */
export async function validateCreateForm(host: LabHost, form: CreateForm): Promise<WireError[]> {
  const limits = await readCreateLimits(host)
  const starting = (await listUnfinished(host.labId)).map(({ view }) => view.name)
  const errors = checkCreateForm(form, { ...limits, names: [...limits.names, ...starting] })
  const readable = form.method !== 'url' || errors.some(({ field }) => field === 'url')
  return readable ? errors : [...errors, ...(await checkUrlReadable(host, form.url))]
}

async function prepare(host: LabHost, id: string, form: CreateForm): Promise<StoredCreation> {
  const makesVolume = form.method !== 'import' && form.storage === 'create'
  const volumes = makesVolume ? await listVolumes(await host.libvirt(), { pool: form.pool }) : []
  const view: CreationView = {
    id,
    name: form.name,
    startedAt: Date.now(),
    stage: readProgress('', form).stage,
    command: shellQuote(virtInstallCommand(form)),
    output: '',
    domainUuid: null,
    error: null,
    method: form.method,
    endedAt: null,
  }
  const uuid = uuidOf(await readInstance(incus(), host.instance))
  return { labId: host.labId, start: { form, volumesBefore: volumes.map(({ name }) => name), host: uuid }, view }
}

async function start(host: LabHost, creation: StoredCreation): Promise<void> {
  const { id, name } = creation.view
  await saveCreation(creation)
  try {
    const { refused } = await startUnit(host, id, virtInstallCommand(creation.start.form))
    if (refused !== null) throw failedToStart(name, refused)
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error)
    creation.view.stage = 'failed'
    creation.view.error = explainFailure(words, name)
    creation.view.endedAt = Date.now()
    // Whether it runs is not known: nothing may come of it.
    creation.start.leftBehind = await abandon(host, creation).then(
      () => false,
      () => true,
    )
    await saveCreation(creation)
    throw isVirtLabError(error) ? error : failedToStart(name, words)
  }
  await recordStart(creation)
}

async function abandon(host: LabHost, creation: StoredCreation): Promise<void> {
  await forgetUnit(host, creation.view.id)
  await undoCreation(await host.libvirt(), creation, 'killed')
}

/** The VM is on its way: without this entry the history is poorer, but nothing is wrong. */
async function recordStart({ labId, view: { id, name, command, by = null } }: StoredCreation): Promise<void> {
  const data = {
    id: `create-${id}`,
    labId,
    source: 'gui',
    by,
    command,
    summary: 'create-vm',
    params: JSON.stringify({ name }),
  }
  await db()
    .historyEntry.create({ data })
    .catch((error: unknown) => log.warn({ lab: labId, creation: id, err: error }, 'history was not stored'))
}

function failedToStart(name: string, words: string): VirtLabError {
  return new VirtLabError({ code: 'wizard.failed-virt-install', message: words, params: { name, words } })
}

/** Stops virt-install and removes what it made. Resolves when that is done; one that has ended stays as it is. Code: wizard.no-creation. */
export async function cancelCreation(o: { labId: string; actor: Actor; creationId: string }): Promise<CreationView> {
  const { labId, actor, creationId } = o
  await requireLab({ actor, labId, verb: 'use', act: { action: 'vm-create-cancel' } })
  const creation = await findCreation(labId, creationId)
  if (!creation)
    throw new VirtLabError({ code: 'wizard.no-creation', message: `no creation ${creationId}`, status: 404 })
  if (endedStages.includes(creation.view.stage)) return creation.view
  const host = await acquireLabHost(labId)
  try {
    markCancelling(creationId)
    await stopUnit(host, creationId)
    await watchCreation(creation)
  } finally {
    host.release()
  }
  return (await findCreation(labId, creationId))?.view ?? creation.view
}

/** The lab's creations, oldest first, those that go on included. */
export async function readCreations(labId: string): Promise<CreationView[]> {
  return (await listCreations(labId)).map(({ view }) => view)
}
