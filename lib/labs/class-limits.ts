import { db } from '#lib/db/client.ts'
import { type LabLimits, labLimits } from './limits.ts'

/** The classes that a student attends now. */
const attended = (studentIds: string[]) => ({
  role: 'student',
  userId: { in: studentIds },
  class: { archivedAt: null },
})

/**
 * How long each student's lab may run at a stretch, in ms; those without a limit are left out. Of several classes the most generous
 * counts, and one without a limit sets none.
 */
export async function readTimeLimits(studentIds: string[]): Promise<Map<string, number>> {
  const rows = await db().classMember.findMany({
    where: attended(studentIds),
    select: { userId: true, class: { select: { labMinutes: true } } },
  })
  const limits = new Map<string, number>()
  const free = new Set(rows.filter((row) => row.class.labMinutes === null).map(({ userId }) => userId))
  for (const { userId, class: one } of rows) {
    if (free.has(userId)) continue
    limits.set(userId, Math.max(limits.get(userId) ?? 0, (one.labMinutes ?? 0) * 60_000))
  }
  return limits
}

/** What a new lab of the student may use: the most generous of their classes. */
export async function readLabLimits(studentId: string): Promise<LabLimits> {
  const rows = await db().classMember.findMany({
    where: attended([studentId]),
    select: { class: { select: { labMemoryMiB: true, labCpus: true, labDiskGiB: true } } },
  })
  if (rows.length === 0) return labLimits
  const most = (read: (one: (typeof rows)[number]['class']) => number | null, standard: number) =>
    Math.max(...rows.map((row) => read(row.class) ?? standard))
  return {
    ...labLimits,
    memoryMiB: most((one) => one.labMemoryMiB, labLimits.memoryMiB),
    cpus: most((one) => one.labCpus, labLimits.cpus),
    diskGiB: most((one) => one.labDiskGiB, labLimits.diskGiB),
  }
}
