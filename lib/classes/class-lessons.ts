import type { Actor } from '#lib/access/actor.ts'
import { db } from '#lib/db/client.ts'
import { listLessonSlugs } from '#lib/lessons/lesson-files.ts'
import { classError } from './class-error.ts'
import { requireClass } from './class-record.ts'

export interface ClassLesson {
  lesson: string
  dueAt: Date | null
}

/** The lessons that the class takes; null: all of them, none with a due date. Codes: as requireClass. */
export async function readClassLessons(actor: Actor, classId: string): Promise<ClassLesson[] | null> {
  await requireClass({ actor, classId, verb: 'view' })
  const rows = await db().classLesson.findMany({ where: { classId } })
  return rows.length === 0 ? null : rows.map(({ lesson, dueAt }) => ({ lesson, dueAt }))
}

/** Sets them all at once. Codes: as requireClass; class.no-lessons, class.lesson-unknown (400). */
export async function setClassLessons(actor: Actor, o: { classId: string; lessons: ClassLesson[] }): Promise<void> {
  const { classId, lessons } = o
  await requireClass({ actor, classId, verb: 'manage' })
  if (lessons.length === 0) throw classError('no-lessons', 'a class takes at least one lesson', { status: 400 })
  const known = new Set(await listLessonSlugs())
  const unknown = lessons.find(({ lesson }) => !known.has(lesson))
  if (unknown)
    throw classError('lesson-unknown', `no lesson ${unknown.lesson}`, {
      status: 400,
      params: { lesson: unknown.lesson },
    })
  const taken = new Map(lessons.map(({ lesson, dueAt }) => [lesson, dueAt]))
  // Without rows the class takes all, those included that the course gets later.
  const plain = taken.size === known.size && [...taken.values()].every((dueAt) => dueAt === null)
  const data = plain ? [] : [...taken].map(([lesson, dueAt]) => ({ classId, lesson, dueAt }))
  await db().$transaction([db().classLesson.deleteMany({ where: { classId } }), db().classLesson.createMany({ data })])
}
