import { randomBytes } from 'node:crypto'
import { db } from '#lib/db/client.ts'
import type { WireError } from '#lib/gateway/protocol.ts'

export type ExportState = 'waiting' | 'working' | 'ready' | 'failed'

/** One host of the lab; a student has one for each chapter that they have left for another. */
export interface ExportFile {
  /** The start state that it was made from. */
  start: string
  bytes: number
}

export interface LabExport {
  id: string
  classId: string
  studentId: string
  /** The student's. */
  name: string
  username: string | null
  /** The lab is deleted when it is exported. */
  thenDelete: boolean
  state: ExportState
  files: ExportFile[]
  /** Of one that is ready: why the lab was not deleted. */
  error: WireError | null
  /** ms */
  createdAt: number
  endedAt: number | null
}

const include = { student: { select: { name: true, username: true } } } as const
type Row = NonNullable<Awaited<ReturnType<typeof findRow>>>

const findRow = (id: string) => db().labExport.findUnique({ where: { id }, include })

export async function createExport(o: { classId: string; studentId: string; thenDelete: boolean }): Promise<LabExport> {
  return toExport(await db().labExport.create({ data: { id: randomBytes(8).toString('hex'), ...o }, include }))
}

export async function findExport(id: string): Promise<LabExport | null> {
  const row = await findRow(id)
  return row && toExport(row)
}

/** Newest first. */
export async function listExports(classId: string): Promise<LabExport[]> {
  const rows = await db().labExport.findMany({
    where: { classId },
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
    include,
  })
  return rows.map(toExport)
}

/** Rejects when there is no such row any more: its class or its student is gone. */
export async function saveExport({ id, state, files, error, endedAt }: LabExport): Promise<void> {
  const data = {
    ...{ state, files: JSON.stringify(files), error: error && JSON.stringify(error) },
    endedAt: endedAt === null ? null : new Date(endedAt),
  }
  await db().labExport.update({ where: { id }, data })
}

export async function removeExport(id: string): Promise<void> {
  await db().labExport.deleteMany({ where: { id } })
}

/** Ids of all there are. */
export async function listExportIds(): Promise<string[]> {
  return (await db().labExport.findMany({ select: { id: true } })).map(({ id }) => id)
}

/** What a stopped server has left in the middle says so from now on; its lab is as it was. Gives the ids of those that are ready. */
export async function settleRows(error: WireError): Promise<string[]> {
  const where = { state: { in: ['waiting', 'working'] } }
  await db().labExport.updateMany({
    where,
    data: { state: 'failed', error: JSON.stringify(error), endedAt: new Date() },
  })
  const ready = await db().labExport.findMany({ where: { state: 'ready' }, select: { id: true } })
  return ready.map(({ id }) => id)
}

function toExport({
  id,
  classId,
  studentId,
  student,
  thenDelete,
  state,
  files,
  error,
  createdAt,
  endedAt,
}: Row): LabExport {
  return {
    ...{ id, classId, studentId, thenDelete, ...student },
    state: state as ExportState,
    files: JSON.parse(files) as ExportFile[],
    error: error === null ? null : (JSON.parse(error) as WireError),
    createdAt: createdAt.getTime(),
    endedAt: endedAt?.getTime() ?? null,
  }
}
