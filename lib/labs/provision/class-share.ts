import { env } from '#lib/base/env.ts'
import { db } from '#lib/db/client.ts'
import { labLimits } from '../limits.ts'
import { countOtherRunning } from '../slots/running-slots.ts'
import type { ClassShare } from './class-plan.ts'

/** What new labs of the class may use, and how many of them may run at once. */
export async function readClassShare(classId: string): Promise<ClassShare> {
  const { labMemoryMiB, labCpus, labDiskGiB, maxRunningLabs, members } = await db().class.findUniqueOrThrow({
    where: { id: classId },
    include: { members: { where: { role: 'student' }, select: { userId: true } } },
  })
  return {
    memoryMiB: labMemoryMiB ?? labLimits.memoryMiB,
    cpus: labCpus ?? labLimits.cpus,
    diskGiB: labDiskGiB ?? labLimits.diskGiB,
    whose: (labMemoryMiB ?? labCpus ?? labDiskGiB) ? 'class' : 'site',
    quota: await readQuota(maxRunningLabs, new Set(members.map(({ userId }) => userId))),
  }
}

async function readQuota(ofClass: number | null, students: ReadonlySet<string>): Promise<ClassShare['quota']> {
  const left = env.maxRunningLabs > 0 ? Math.max(0, env.maxRunningLabs - (await countOtherRunning(students))) : Infinity
  if (ofClass !== null && ofClass <= left) return { limit: ofClass, scope: 'class' }
  return left === Infinity ? null : { limit: left, scope: 'site' }
}
