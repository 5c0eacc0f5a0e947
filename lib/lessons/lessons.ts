import { existsSync } from 'node:fs'
import { log } from '#lib/base/log.ts'
import { keepFresh } from './keep-fresh.ts'
import { readCompiledLesson, type LessonCacheOptions } from './lesson-cache.ts'
import { lessonFile, listLessonSlugs, lessonsRoot } from './lesson-files.ts'
import type { CompiledLesson, LessonLocale, LessonMeta } from './lesson-types.ts'

/** Front matter of every lesson in one language, in the order of the course. */
export async function listLessons(locale: LessonLocale, options: LessonCacheOptions = {}): Promise<LessonMeta[]> {
  return (await loadLessons(locale, options)).map((lesson) => lesson.meta)
}

/**
 * Every lesson that there is in one language, compiled, in the order of the course. One that does not compile is left out, and
 * the log says why: an author's slip of a moment must not take the rest of the course away.
 */
export async function loadLessons(locale: LessonLocale, options: LessonCacheOptions = {}): Promise<CompiledLesson[]> {
  if (options.root) return readLessons(locale, options)
  return keepFresh(`lessons ${locale}`, () => readLessons(locale, options))
}

async function readLessons(locale: LessonLocale, options: LessonCacheOptions): Promise<CompiledLesson[]> {
  const root = options.root ?? lessonsRoot()
  const slugs = (await listLessonSlugs(root)).filter((slug) => existsSync(lessonFile(slug, locale, root)))
  const read = slugs.map((slug) =>
    readCompiledLesson(slug, locale, options).catch((error: unknown) => {
      log.error({ err: error, lesson: slug, locale }, 'a lesson does not compile')
      return null
    }),
  )
  const lessons = (await Promise.all(read)).filter((lesson) => lesson !== null)
  return lessons.sort((a, b) => a.meta.order - b.meta.order)
}

/** One lesson, compiled. Throws `lesson.not-found` (404), `lesson.front-matter` or `lesson.compile`. */
export async function loadLesson(
  slug: string,
  locale: LessonLocale,
  options: LessonCacheOptions = {},
): Promise<CompiledLesson> {
  return readCompiledLesson(slug, locale, options)
}
