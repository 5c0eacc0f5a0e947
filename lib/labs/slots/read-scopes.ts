import { env } from '#lib/base/env.ts'
import { db } from '#lib/db/client.ts'
import type { Scope } from './full-scopes.ts'

/** Every limit of running labs that there is. */
export async function readScopes(): Promise<Scope[]> {
  const classes = await db().class.findMany({
    where: { archivedAt: null, maxRunningLabs: { not: null } },
    select: { maxRunningLabs: true, members: { where: { role: 'student' }, select: { userId: true } } },
  })
  if (classes.length === 0 && env.maxRunningLabs === 0) return []
  const labs = await db().lab.findMany({ select: { id: true, studentId: true } })
  const scopes = classes.map(({ maxRunningLabs, members }): Scope => {
    const students = new Set(members.map(({ userId }) => userId))
    const ids = labs.filter(({ studentId }) => students.has(studentId)).map(({ id }) => id)
    return { kind: 'class', limit: maxRunningLabs ?? 0, labs: new Set(ids) }
  })
  if (env.maxRunningLabs > 0)
    scopes.push({ kind: 'site', limit: env.maxRunningLabs, labs: new Set(labs.map(({ id }) => id)) })
  return scopes
}
