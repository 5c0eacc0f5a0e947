import { env } from '#lib/base/env.ts'
import { db } from '#lib/db/client.ts'
import { incus } from '#lib/incus/client.ts'
import { findImage } from '#lib/incus/images.ts'

/** Of these students' labs, those whose host was made from an older image than new ones are. None while Incus does not answer. */
export async function listOutdatedLabs(studentIds: string[]): Promise<{ labId: string; studentId: string }[]> {
  const image = await findImage(incus(), env.labImage).catch(() => null)
  return image ? listOthers(image, studentIds) : []
}

/** The image that a reset would give the lab's host, in twelve digits; null if it has that one, or has no host. */
export async function findNewerImage(lab: { id: string; studentId: string }): Promise<string | null> {
  const image = await findImage(incus(), env.labImage).catch(() => null)
  if (!image) return null
  const isOld = (await listOthers(image, [lab.studentId])).some(({ labId }) => labId === lab.id)
  return isOld ? image.slice(0, 12) : null
}

async function listOthers(image: string, studentIds: string[]): Promise<{ labId: string; studentId: string }[]> {
  const where = { studentId: { in: studentIds }, image: { not: image } }
  const labs = await db().lab.findMany({ where, select: { id: true, studentId: true, phase: true } })
  return labs.filter(({ phase }) => !phase.includes('"absent"')).map(({ id, studentId }) => ({ labId: id, studentId }))
}
