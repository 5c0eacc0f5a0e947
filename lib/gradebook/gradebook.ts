import type { Actor } from '#lib/access/actor.ts'
import { listMembers, requireClass } from '#lib/classes/class-record.ts'
import { db } from '#lib/db/client.ts'
import { lessonOf, readCheckpoints } from '#lib/grading/catalogue.ts'
import { readGrades, type StudentGrades } from '#lib/grading/read-grades.ts'

export interface GradebookColumn {
  /** `<lesson>/<id>` */
  checkpoint: string
  lesson: string
  points: number
}

export interface GradebookStudent {
  id: string
  name: string
  username: string | null
}

export interface Gradebook {
  /** The checkpoints of the lessons that the class takes, in the order of the course. */
  columns: GradebookColumn[]
  /** By lesson, in ms; lessons without a date are not in it. */
  dueAt: Record<string, number>
  students: GradebookStudent[]
  grades: Record<string, StudentGrades>
}

/** Class × checkpoint. Codes: class.not-found. */
export async function readGradebook(actor: Actor, classId: string): Promise<Gradebook> {
  await requireClass({ actor, classId, verb: 'view', archivedToo: true })
  const [members, lessons, columns] = await Promise.all([
    listMembers(classId),
    db().classLesson.findMany({ where: { classId } }),
    readColumns(classId),
  ])
  const students = members.flatMap(({ userId: id, name, username, role }) =>
    role === 'student' ? [{ id, name, username }] : [],
  )
  return {
    columns,
    dueAt: Object.fromEntries(lessons.flatMap(({ lesson, dueAt }) => (dueAt ? [[lesson, dueAt.getTime()]] : []))),
    students,
    grades: Object.fromEntries(await readGrades(students.map(({ id }) => id))),
  }
}

/** The checkpoints of the lessons that the class takes, in the order of the course; of all lessons for null. */
export async function readColumns(classId: string | null): Promise<GradebookColumn[]> {
  const [lessons, checkpoints] = await Promise.all([
    classId ? db().classLesson.findMany({ where: { classId }, select: { lesson: true } }) : [],
    readCheckpoints(),
  ])
  const taken = new Set(lessons.map(({ lesson }) => lesson))
  return [...checkpoints]
    .map(([checkpoint, { points }]) => ({ checkpoint, lesson: lessonOf(checkpoint), points }))
    .filter(({ lesson }) => taken.size === 0 || taken.has(lesson))
}
