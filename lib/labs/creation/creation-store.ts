import { db } from '#lib/db/client.ts'
import type { CreationView, WireError } from '#lib/gateway/protocol.ts'
import type { CreateForm } from '#lib/virt/commands/create-form.ts'
import { emitCreation } from './creation-events.ts'

type Row = Awaited<ReturnType<ReturnType<typeof db>['creation']['findMany']>>[number]

/** What the Creation row keeps beside the view: the form, and the volumes that were there before and must stay. */
export interface CreationStart {
  form: CreateForm
  volumesBefore: string[]
  /** uuidOf the host that it began in. */
  host: string
  /** It failed because its host was stopped: what it had made is removed when the host runs again. */
  leftBehind?: boolean
}

export const endedStages: readonly CreationView['stage'][] = ['done', 'failed', 'cancelled']

export interface StoredCreation {
  labId: string
  start: CreationStart
  view: CreationView
}

/** Writes a creation and tells those who listen. */
export async function saveCreation({ labId, start, view }: StoredCreation): Promise<void> {
  const { id, name, command, stage, output, domainUuid, error } = view
  const form = JSON.stringify(start)
  const ended = view.endedAt ? { updatedAt: new Date(view.endedAt) } : {}
  const changing = { stage, output, domainUuid, form, error: error ? JSON.stringify(error) : null, ...ended }
  const row = { id, labId, name, command, startedAt: new Date(view.startedAt), ...changing }
  await db().creation.upsert({ where: { id }, create: row, update: changing })
  emitCreation(labId, view)
}

export async function findCreation(labId: string, id: string): Promise<StoredCreation | null> {
  const row = await db().creation.findFirst({ where: { id, labId } })
  return row && toCreation(row)
}

/** The lab's creations, newest last. */
export async function listCreations(labId: string, limit = 20): Promise<StoredCreation[]> {
  const rows = await db().creation.findMany({ where: { labId }, orderBy: { startedAt: 'desc' }, take: limit })
  return rows.map(toCreation).toReversed()
}

/** Those of every lab that had not ended when the server last wrote them. */
export async function listUnfinished(labId?: string): Promise<StoredCreation[]> {
  const rows = await db().creation.findMany({
    where: { stage: { notIn: [...endedStages] }, ...(labId ? { labId } : {}) },
  })
  return rows.map(toCreation)
}

/** The lab's creations that failed with their host and are still to be undone. */
export async function listLeftBehind(labId: string): Promise<StoredCreation[]> {
  // Inside a value of the form the quotes would be escaped.
  const rows = await db().creation.findMany({ where: { labId, form: { contains: '"leftBehind":true' } } })
  return rows.map(toCreation)
}

function toCreation(row: Row): StoredCreation {
  const start = JSON.parse(row.form) as CreationStart
  const stage = row.stage as CreationView['stage']
  return {
    labId: row.labId,
    start,
    view: {
      id: row.id,
      name: row.name,
      startedAt: row.startedAt.getTime(),
      stage,
      command: row.command,
      output: row.output,
      domainUuid: row.domainUuid,
      error: row.error ? (JSON.parse(row.error) as WireError) : null,
      method: start.form.method,
      endedAt: endedStages.includes(stage) ? row.updatedAt.getTime() : null,
    },
  }
}
