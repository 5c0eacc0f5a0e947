import type { Actor, ClassRole } from '#lib/access/actor.ts'
import { db } from '#lib/db/client.ts'

export interface OwnClass {
  id: string
  name: string
  role: ClassRole
  archived: boolean
}

/** The classes that the actor is in, as whatever, the newest first. */
export async function listOwnClasses({ userId }: Actor): Promise<OwnClass[]> {
  const members = await db().classMember.findMany({
    where: { userId },
    include: { class: { select: { name: true, archivedAt: true } } },
    orderBy: { joinedAt: 'desc' },
  })
  return members.map((one) => ({
    id: one.classId,
    name: one.class.name,
    role: one.role as ClassRole,
    archived: one.class.archivedAt !== null,
  }))
}
