import type { Actor } from '#lib/access/actor.ts'
import { VirtLabError } from '#lib/base/error.ts'
import { db, type Database } from '#lib/db/client.ts'
import type { LessonOutline } from '#lib/lessons/lesson-types.ts'
import { loadLesson } from '#lib/lessons/lessons.ts'
import { tellProgress } from './progress-changes.ts'

export interface LessonProgressView {
  /** Id of the heading last read. */
  position: string | null
  /** Index of the choice last given, by quiz. */
  answers: Record<string, number>
}

interface Request {
  actor: Actor
  lesson: string
  /** For tests; the process's own otherwise. */
  database?: Database
}

/** Where the actor is in a lesson; a lesson never opened has no position and no answers. */
export async function readLessonProgress({ actor, lesson, database = db() }: Request): Promise<LessonProgressView> {
  const row = await database.lessonProgress.findUnique({
    where: { studentId_lesson: { studentId: actor.userId, lesson } },
  })
  return { position: row?.position ?? null, answers: row ? parseAnswers(row.answers) : {} }
}

/** Where the actor is in each lesson that they opened, the one opened or read last first. */
export async function readCourseProgress({
  actor,
  database = db(),
}: Omit<Request, 'lesson'>): Promise<(LessonProgressView & { lesson: string })[]> {
  const rows = await database.lessonProgress.findMany({
    where: { studentId: actor.userId },
    orderBy: { updatedAt: 'desc' },
  })
  return rows.map(({ lesson, position, answers }) => ({ lesson, position, answers: parseAnswers(answers) }))
}

/** Remembers the heading, and that this lesson is the last one read. Throws `lesson.not-found` or `lesson.no-such-part`. */
export async function saveLessonPosition(request: Request & { position: string }): Promise<void> {
  const { actor, lesson, position, database = db() } = request
  const { headings } = await readOutline(lesson)
  if (!headings.some((heading) => heading.id === position)) throw noSuchPart(lesson, position)
  const key = { studentId: actor.userId, lesson }
  await database.lessonProgress.upsert({
    where: { studentId_lesson: key },
    create: { ...key, position },
    update: { position },
  })
  tellProgress(actor.userId)
}

/** Remembers the answer to one quiz, the last one counts. Throws `lesson.not-found` or `lesson.no-such-part`. */
export async function saveQuizAnswer(request: Request & { quiz: string; choice: number }): Promise<void> {
  const { actor, lesson, quiz, choice, database = db() } = request
  const known = (await readOutline(lesson)).quizzes.find((candidate) => candidate.id === quiz)
  if (!known || !Number.isInteger(choice) || choice < 0 || choice >= known.choices) throw noSuchPart(lesson, quiz)
  const key = { studentId: actor.userId, lesson }
  // In one transaction: two quizzes answered in two tabs must both be kept.
  await database.$transaction(async (transaction) => {
    const row = await transaction.lessonProgress.findUnique({ where: { studentId_lesson: key } })
    const answers = JSON.stringify({ ...(row ? parseAnswers(row.answers) : {}), [quiz]: choice })
    await transaction.lessonProgress.upsert({
      where: { studentId_lesson: key },
      create: { ...key, answers },
      update: { answers },
    })
  })
}

// Parts have the same ids in every language (checkLessons sees to it), so that one language is enough.
async function readOutline(lesson: string): Promise<LessonOutline> {
  return (await loadLesson(lesson, 'zh')).outline
}

function parseAnswers(json: string): Record<string, number> {
  return JSON.parse(json) as Record<string, number>
}

function noSuchPart(lesson: string, part: string): VirtLabError {
  return new VirtLabError({
    code: 'lesson.no-such-part',
    message: `${lesson} has no ${part}`,
    params: { lesson, part },
    status: 400,
  })
}
