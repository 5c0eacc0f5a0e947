import { hashLesson, listLessonSlugs, lessonsRoot } from './lesson-files.ts'
import { pruneLessonCache, readCompiledLesson, type LessonCacheOptions } from './lesson-cache.ts'
import { lessonLocales, type CompiledLesson } from './lesson-types.ts'

/** Build step: compiles every lesson in every language into the cache (hits cost nothing) and prunes old versions. */
export async function compileAll(options: LessonCacheOptions = {}): Promise<CompiledLesson[]> {
  const root = options.root ?? lessonsRoot()
  const lessons: CompiledLesson[] = []
  const keep: string[] = []
  for (const slug of await listLessonSlugs(root)) {
    for (const locale of lessonLocales) {
      lessons.push(await readCompiledLesson(slug, locale, options))
      keep.push(`${slug}.${locale}.${await hashLesson(slug, locale, root)}.json`)
    }
  }
  await pruneLessonCache(keep, options.cacheDir)
  return lessons
}
