import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { env } from '#lib/base/env.ts'
import { VirtLabError } from '#lib/base/error.ts'
import { singleton } from '#lib/base/singleton.ts'
import { type LessonLocale, lessonLocales } from './lesson-types.ts'

/** What makes a compiled lesson out of a text, below the checkout: part of the cache key. */
const compilerFiles = [
  'lib/lessons/compile-lesson.ts',
  'lib/lessons/front-matter.ts',
  'lib/lessons/lesson-blocks.ts',
  'lib/lessons/lesson-variables.ts',
  'lib/lessons/remark-heading-ids.ts',
  'lib/lessons/remark-outline.ts',
  'lib/lessons/syntax-tree.ts',
]

/** Where lessons lie. */
export function lessonsRoot(): string {
  return env.lessonsDir
}

/** Folder names `NN-slug`, in order; a folder without any lesson file is not one. */
export async function listLessonSlugs(root = lessonsRoot()): Promise<string[]> {
  const names = (await readdir(root)).filter((name) => /^\d{2}-[a-z0-9-]+$/.test(name)).sort()
  const isLesson = (name: string) => lessonLocales.some((locale) => existsSync(lessonFile(name, locale, root)))
  return names.filter(isLesson)
}

export function lessonFile(slug: string, locale: LessonLocale, root = lessonsRoot()): string {
  return path.join(root, slug, `lesson.${locale}.mdx`)
}

/** The lesson's text; throws `lesson.not-found` (no such folder or no such language). */
export async function readLessonSource(slug: string, locale: LessonLocale, root = lessonsRoot()): Promise<string> {
  // The slug comes from a URL: only a folder's plain name may reach the file system.
  if (/^\d{2}-[a-z0-9-]+$/.test(slug)) {
    const source = await readFile(lessonFile(slug, locale, root), 'utf8').catch(() => null)
    if (source !== null) return source
  }
  throw new VirtLabError({
    code: 'lesson.not-found',
    message: `no lesson ${slug} in ${locale}`,
    params: { lesson: slug },
    status: 404,
  })
}

/** Content hash of everything that goes into one compiled lesson: its text, its figures, and the compiler. */
export async function hashLesson(slug: string, locale: LessonLocale, root = lessonsRoot()): Promise<string> {
  const hash = createHash('sha256').update(await compilerVersion())
  hash.update(await readLessonSource(slug, locale, root))
  const folder = path.join(root, slug, 'figures')
  const figures = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const files = figures.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name))
  for (const file of files.sort()) hash.update(path.relative(folder, file)).update(await readFile(file))
  return hash.digest('hex').slice(0, 24)
}

/** Read once per process, as the code itself is. */
function compilerVersion(): Promise<string> {
  return singleton('lesson-compiler', async () => {
    const hash = createHash('sha256')
    for (const file of compilerFiles) hash.update(await readFile(path.join(process.cwd(), file)))
    return hash.digest('hex')
  })
}
