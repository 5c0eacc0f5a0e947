import { randomBytes } from 'node:crypto'
import { db } from '#lib/db/client.ts'
import type { WireError } from '#lib/gateway/protocol.ts'

/** `later`: as many labs run as may; it is made and started when its student opens it. */
export type ProvisionedState = 'waiting' | 'working' | 'ready' | 'later' | 'failed' | 'cancelled'

export interface ProvisionedLab {
  studentId: string
  state: ProvisionedState
  error: WireError | null
  /** ms */
  startedAt: number | null
  endedAt: number | null
}

export interface Provisioning {
  id: string
  classId: string
  start: string
  /** ms; what is in the future has not begun. */
  beginAt: number
  cancelledAt: number | null
  endedAt: number | null
  labs: ProvisionedLab[]
}

const include = { labs: true } as const
type Row = NonNullable<Awaited<ReturnType<typeof findRow>>>

const findRow = (id: string) => db().provisioning.findUnique({ where: { id }, include })

export async function createProvisioning(o: {
  classId: string
  start: string
  requestedById: string
  beginAt: number
  studentIds: string[]
}): Promise<Provisioning> {
  const { studentIds, beginAt, ...rest } = o
  const id = randomBytes(6).toString('hex')
  const labs = { create: studentIds.map((studentId) => ({ studentId })) }
  return toView(await db().provisioning.create({ data: { id, ...rest, beginAt: new Date(beginAt), labs }, include }))
}

/** The last one that was asked for. */
export async function readLatest(classId: string): Promise<Provisioning | null> {
  const row = await db().provisioning.findFirst({ where: { classId }, orderBy: { createdAt: 'desc' }, include })
  return row && toView(row)
}

export async function listUnfinished(): Promise<Provisioning[]> {
  const rows = await db().provisioning.findMany({ where: { endedAt: null }, orderBy: { beginAt: 'asc' }, include })
  return rows.map(toView)
}

export async function saveLab(id: string, lab: ProvisionedLab): Promise<void> {
  const time = (at: number | null) => (at === null ? null : new Date(at))
  const error = lab.error && JSON.stringify(lab.error)
  const data = { state: lab.state, error, startedAt: time(lab.startedAt), endedAt: time(lab.endedAt) }
  await db().provisionedLab.updateMany({ where: { provisioningId: id, studentId: lab.studentId }, data })
}

export async function saveEnd(id: string, o: { cancelledAt: number | null; endedAt: number }): Promise<void> {
  const cancelledAt = o.cancelledAt === null ? null : new Date(o.cancelledAt)
  await db().provisioning.updateMany({ where: { id }, data: { cancelledAt, endedAt: new Date(o.endedAt) } })
}

function toView({ id, classId, start, beginAt, cancelledAt, endedAt, labs }: Row): Provisioning {
  return {
    ...{ id, classId, start },
    beginAt: beginAt.getTime(),
    cancelledAt: cancelledAt?.getTime() ?? null,
    endedAt: endedAt?.getTime() ?? null,
    labs: labs.map((lab) => ({
      studentId: lab.studentId,
      state: lab.state as ProvisionedState,
      error: lab.error ? (JSON.parse(lab.error) as WireError) : null,
      startedAt: lab.startedAt?.getTime() ?? null,
      endedAt: lab.endedAt?.getTime() ?? null,
    })),
  }
}
