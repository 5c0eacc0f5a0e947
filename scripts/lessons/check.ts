import { readCheckpointFacts } from './facts.ts'
import { checkGlossaries } from '#lib/lessons/check-glossaries.ts'
import { checkLessons } from '#lib/lessons/check-lessons.ts'
import { checkProofs } from '#lib/lessons/check-proofs.ts'
import { readGlossaries } from '#lib/lessons/glossary.ts'
import type { LessonCacheOptions } from '#lib/lessons/lesson-cache.ts'
import { listLessonSlugs, lessonsRoot } from '#lib/lessons/lesson-files.ts'
import type { LessonProblem } from '#lib/lessons/lesson-problem.ts'
import { loadLesson } from '#lib/lessons/lessons.ts'
import { rows } from '#tests/coverage/rows.ts'

/** Everything wrong with the lessons and what is beside them: texts, glossaries, checkpoints, proofs, start states. */
export async function checkCourse(options: LessonCacheOptions = {}): Promise<LessonProblem[]> {
  const root = options.root ?? lessonsRoot()
  const problems: LessonProblem[] = []
  const report = (file: string, message: string) => void problems.push({ file, message })
  const glossaries = await readGlossaries(root)
  checkGlossaries(glossaries, report)
  const terms = glossaries.flatMap((glossary) => Object.keys(glossary.terms))
  const known = Object.keys(rows)
  problems.push(...(await checkLessons({ ...options, root, terms, rows: known })))
  for (const slug of await listLessonSlugs(root)) {
    const lesson = await loadLesson(slug, 'zh', options).catch(() => null)
    if (!lesson) continue
    try {
      await checkProofs(lesson, { ...(await readCheckpointFacts(slug, root)), rows: known, root }, report)
    } catch (error) {
      report(`${slug}/checkpoints.ts`, error instanceof Error ? error.message : String(error))
    }
  }
  return problems
}
