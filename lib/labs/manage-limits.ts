import type { Actor } from '#lib/access/actor.ts'
import { env } from '#lib/base/env.ts'
import { log } from '#lib/base/log.ts'
import { listMembers, requireClass } from '#lib/classes/class-record.ts'
import { db } from '#lib/db/client.ts'
import { readTimeLimits } from './class-limits.ts'
import { labLimits } from './limits.ts'
import { readPhase } from './phase-board.ts'
import { requireLab } from './require-lab.ts'
import { limitsChanged } from './slots/running-slots.ts'
import { lookAtLabs } from './suspend-watch.ts'

/** Null: what the site gives. */
export interface ClassLimits {
  labMinutes: number | null
  labMemoryMiB: number | null
  labCpus: number | null
  labDiskGiB: number | null
  /** How many labs of the class run at the same time. */
  maxRunningLabs: number | null
}

/** What a class may set. */
export const limitRanges = {
  labMinutes: { min: 10, max: 7 * 24 * 60 },
  labMemoryMiB: { min: 512, max: 65_536 },
  labCpus: { min: 1, max: 64 },
  labDiskGiB: { min: 4, max: 500 },
  maxRunningLabs: { min: 1, max: 1000 },
} as const satisfies Record<keyof ClassLimits, { min: number; max: number }>

/** What new labs get where no class says otherwise, and how many run at once whatever classes say; 0: as many as one likes. */
export const siteLimits = {
  labMemoryMiB: labLimits.memoryMiB,
  labCpus: labLimits.cpus,
  labDiskGiB: labLimits.diskGiB,
  maxRunningLabs: env.maxRunningLabs,
} as const

/** Codes: as requireClass. */
export async function readClassLimits(actor: Actor, classId: string): Promise<ClassLimits> {
  await requireClass({ actor, classId, verb: 'manage', archivedToo: true })
  const { labMinutes, labMemoryMiB, labCpus, labDiskGiB, maxRunningLabs } = await db().class.findUniqueOrThrow({
    where: { id: classId },
  })
  return { labMinutes, labMemoryMiB, labCpus, labDiskGiB, maxRunningLabs }
}

/** Time holds for labs that run, too; how many run at once for those started from now on; memory, CPUs and disk for hosts made from now on. The caller has checked limitRanges. Codes: as requireClass. */
export async function setClassLimits(actor: Actor, o: { classId: string } & ClassLimits): Promise<void> {
  const { classId, ...limits } = o
  await requireClass({ actor, classId, verb: 'manage' })
  await db().class.update({ where: { id: classId }, data: limits })
  limitsChanged()
  log.info({ by: actor.userId, class: classId, ...limits }, 'limits of a class set')
}

/**
 * Gives the running labs, with a time limit, of these students of the class so many more minutes, from the end of their time or from now, whichever is later;
 * returns how many. It is in each student's log. Codes: as requireClass.
 */
export async function extendLabs(
  actor: Actor,
  { classId, studentIds, minutes }: { classId: string; studentIds: string[] | null; minutes: number },
): Promise<number> {
  await requireClass({ actor, classId, verb: 'manage' })
  const students = (await listMembers(classId)).filter(({ role }) => role === 'student').map(({ userId }) => userId)
  const wanted = students.filter((id) => studentIds === null || studentIds.includes(id))
  const limits = await readTimeLimits(wanted)
  let extended = 0
  for (const lab of await db().lab.findMany({ where: { studentId: { in: wanted } } })) {
    const phase = readPhase(lab.id)
    const limitMs = limits.get(lab.studentId)
    if (phase.phase !== 'running' || limitMs === undefined) continue
    const act = { action: 'lab-extend', params: { minutes } }
    await requireLab({ actor, labId: lab.id, verb: 'manage', act })
    const end = Math.max(lab.extendedUntil?.getTime() ?? 0, phase.since + limitMs, Date.now())
    const extendedUntil = new Date(end + minutes * 60_000)
    await db().lab.update({ where: { id: lab.id }, data: { extendedUntil } })
    extended++
  }
  // Takes back what the pages were told.
  if (extended > 0) await lookAtLabs()
  return extended
}
