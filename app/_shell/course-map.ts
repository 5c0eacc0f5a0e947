import type { Actor } from '#lib/access/actor.ts'
import { readOwnLessons } from '#lib/classes/own-lessons.ts'
import { readCheckpoints } from '#lib/grading/catalogue.ts'
import { readGrades } from '#lib/grading/read-grades.ts'
import type { CompiledLesson, LessonLocale, LessonMeta } from '#lib/lessons/lesson-types.ts'
import { loadLessons } from '#lib/lessons/lessons.ts'
import { readCourseProgress } from '#lib/progress/lesson-progress.ts'

export interface CourseMapEntry {
  meta: LessonMeta
  state: 'new' | 'started' | 'done'
  /** 0 to 1: how much of it is done. */
  share: number
  /** In the order of the text; whether each is passed, and in both ways: by the page and by the terminal. */
  checkpoints: { id: string; passed: boolean; both: boolean }[]
  earned: number
  points: number
  /** The lessons that should come before, and whether they are done. */
  needs: { order: number; title: string; done: boolean }[]
  /** Whether a class of the student's takes it; who is in no class has all. */
  taken: boolean
  /** ms: the earliest due date that their classes set. */
  dueAt: number | null
}

export interface CourseMap {
  entries: CourseMapEntry[]
  /** The classes that the actor attends. */
  classNames: string[]
  /** Where the actor was last, or the first lesson; null if there is none. */
  next: { slug: string; order: number; title: string; heading: string | null; begun: boolean } | null
}

/** The lessons in order, with how far the actor is and where they were last. */
export async function courseMap(actor: Actor, locale: LessonLocale): Promise<CourseMap> {
  const [lessons, definitions, grades, progress, own] = await Promise.all([
    loadLessons(locale),
    readCheckpoints(),
    readGrades([actor.userId]),
    readCourseProgress({ actor }),
    readOwnLessons(actor),
  ])
  const entries = lessons.map(({ meta, outline }): CourseMapEntry => {
    const ids = outline.checkpoints.map((id) => `${meta.slug}/${id}`)
    const checkpoints = ids.map((id) => {
      const grade = grades.get(actor.userId)?.[id]
      return { id, passed: grade?.passed ?? false, both: grade?.via === 'both', earned: grade?.earned ?? 0 }
    })
    const opened = progress.some((row) => row.lesson === meta.slug)
    const answers = progress.find((row) => row.lesson === meta.slug)?.answers ?? {}
    // A lesson of concepts alone is done when its questions are answered.
    const parts =
      ids.length > 0 ? checkpoints.map(({ passed }) => passed) : outline.quizzes.map(({ id }) => id in answers)
    const done = parts.length > 0 && parts.every(Boolean)
    return {
      meta,
      state: done ? 'done' : opened || parts.some(Boolean) ? 'started' : 'new',
      share: parts.length > 0 ? parts.filter(Boolean).length / parts.length : 0,
      checkpoints: checkpoints.map(({ id, passed, both }) => ({ id, passed, both })),
      earned: sum(checkpoints.map((checkpoint) => checkpoint.earned)),
      points: sum(ids.map((id) => definitions.get(id)?.points ?? 0)),
      needs: [],
      taken: own.taken?.has(meta.slug) ?? true,
      dueAt: own.dueAt.get(meta.slug) ?? null,
    }
  })
  for (const entry of entries) {
    entry.needs = entries
      .filter(({ meta }) => entry.meta.needs.includes(meta.slug))
      .map(({ meta, state }) => ({ order: meta.order, title: meta.title, done: state === 'done' }))
  }
  return { entries, classNames: own.classNames, next: findNext(lessons, progress) }
}

function findNext(
  lessons: CompiledLesson[],
  progress: { lesson: string; position: string | null }[],
): CourseMap['next'] {
  // A lesson that has been renamed since is not one to go back to.
  const last = progress.find(({ lesson }) => lessons.some(({ meta }) => meta.slug === lesson))
  const lesson = lessons.find(({ meta }) => meta.slug === last?.lesson) ?? lessons[0]
  if (!lesson) return null
  const { slug, order, title } = lesson.meta
  const heading = lesson.toc.find(({ id }) => id === last?.position)?.text ?? null
  return { slug, order, title, heading, begun: last !== undefined }
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
