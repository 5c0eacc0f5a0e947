import type { Actor } from '#lib/access/actor.ts'
import { db } from '#lib/db/client.ts'

/** What the classes that somebody attends ask of them. */
export interface OwnLessons {
  classNames: string[]
  /** The lessons that at least one of them takes; null: all. */
  taken: Set<string> | null
  /** ms, by lesson: the earliest due date. */
  dueAt: Map<string, number>
}

/** Of the classes that the actor attends as a student, archived ones aside. */
export async function readOwnLessons(actor: Actor): Promise<OwnLessons> {
  const classes = await db().class.findMany({
    where: { archivedAt: null, members: { some: { userId: actor.userId, role: 'student' } } },
    include: { lessons: true },
    orderBy: { createdAt: 'asc' },
  })
  const lessons = classes.flatMap((one) => one.lessons)
  const takesAll = classes.length === 0 || classes.some((one) => one.lessons.length === 0)
  const dueAt = new Map<string, number>()
  for (const { lesson, dueAt: date } of lessons)
    if (date) dueAt.set(lesson, Math.min(date.getTime(), dueAt.get(lesson) ?? Number.POSITIVE_INFINITY))
  return {
    classNames: classes.map(({ name }) => name),
    taken: takesAll ? null : new Set(lessons.map(({ lesson }) => lesson)),
    dueAt,
  }
}
