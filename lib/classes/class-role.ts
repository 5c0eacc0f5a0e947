import type { ClassRole } from '#lib/access/actor.ts'
import { db } from '#lib/db/client.ts'

const staff = ['assistant', 'instructor']

/** The user's role in the class; null for one who is not in it. */
export async function roleInClass(userId: string, classId: string): Promise<ClassRole | null> {
  const member = await db().classMember.findUnique({ where: { classId_userId: { classId, userId } } })
  return (member?.role as ClassRole | undefined) ?? null
}

/** The strongest role that the user has as staff of a class which the student attends; null if there is none. An archived class gives none. */
export async function roleTowardsStudent(userId: string, studentId: string): Promise<ClassRole | null> {
  const attended = { archivedAt: null, members: { some: { userId: studentId, role: 'student' } } }
  return strongest(await db().classMember.findMany({ where: { userId, role: { in: staff }, class: attended } }))
}

/** The strongest role that the user has as staff of any class; null if there is none. */
export async function staffRole(userId: string): Promise<ClassRole | null> {
  return strongest(await db().classMember.findMany({ where: { userId, role: { in: staff } } }))
}

function strongest(members: { role: string }[]): ClassRole | null {
  if (members.some(({ role }) => role === 'instructor')) return 'instructor'
  return members.length > 0 ? 'assistant' : null
}
