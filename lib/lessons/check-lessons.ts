import { isVirtLabError } from '#lib/base/error.ts'
import { checkLanguage } from './check-language.ts'
import { checkReferences } from './check-references.ts'
import { compareVersions } from './compare-versions.ts'
import { readCompiledLesson, type LessonCacheOptions } from './lesson-cache.ts'
import { listLessonSlugs, lessonsRoot } from './lesson-files.ts'
import type { LessonProblem, Report } from './lesson-problem.ts'
import { lessonLocales, type CompiledLesson } from './lesson-types.ts'

export interface CheckLessonsOptions extends LessonCacheOptions {
  /** Ids of the glossary. */
  terms: readonly string[]
  /** Ids of the rows of the course that a heading or quiz may name. */
  rows: readonly string[]
}

/** Everything wrong with the texts of the lessons; nothing wrong is an empty list. What is beside the texts is not looked at. */
export async function checkLessons(options: CheckLessonsOptions): Promise<LessonProblem[]> {
  const problems: LessonProblem[] = []
  const report: Report = (file, message) => problems.push({ file, message })
  const lessons: CompiledLesson[] = []
  for (const slug of await listLessonSlugs(options.root ?? lessonsRoot())) {
    const versions = await readVersions(slug, options, report)
    lessons.push(...versions)
    const [first, second] = versions
    if (first && second) compareVersions(first, second, report)
  }
  checkOrder(lessons, report)
  for (const lesson of lessons) {
    checkReferences(lesson, { ...options, lessons }, report)
    checkLanguage(lesson, report)
  }
  return problems
}

async function readVersions(slug: string, options: LessonCacheOptions, report: Report): Promise<CompiledLesson[]> {
  const versions: CompiledLesson[] = []
  for (const locale of lessonLocales) {
    const file = `${slug}/lesson.${locale}.mdx`
    try {
      versions.push(await readCompiledLesson(slug, locale, options))
    } catch (error) {
      if (isVirtLabError(error, 'lesson.not-found')) report(file, 'is missing: write the lesson in this language too')
      else report(file, wordsOf(error))
    }
  }
  return versions
}

function checkOrder(lessons: CompiledLesson[], report: Report): void {
  const taken = new Map<number, string>()
  for (const { meta } of lessons) {
    const owner = taken.get(meta.order)
    if (owner && owner !== meta.slug) {
      report(`${meta.slug}/lesson.${meta.locale}.mdx`, `order ${meta.order} is also that of ${owner}: take another`)
    }
    taken.set(meta.order, owner ?? meta.slug)
  }
}

/** What the compiler says, without the file's name. */
function wordsOf(error: unknown): string {
  if (isVirtLabError(error) && typeof error.params.details === 'string') return error.params.details
  return error instanceof Error ? error.message : String(error)
}
