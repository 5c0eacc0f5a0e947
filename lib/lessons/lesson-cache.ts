import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { env } from '#lib/base/env.ts'
import { singleton } from '#lib/base/singleton.ts'
import { compileLesson } from './compile-lesson.ts'
import { hashLesson, lessonsRoot } from './lesson-files.ts'
import type { CompiledLesson, LessonLocale } from './lesson-types.ts'

export interface LessonCacheOptions {
  root?: string
  cacheDir?: string
}

/** Compilations by content hash: two readers of a new text share one. */
const inMemory = singleton('lessons', () => new Map<string, Promise<CompiledLesson>>())

/** The compiled lesson, from memory, else from disk, else compiled now and kept. Errors as compileLesson. */
export async function readCompiledLesson(
  slug: string,
  locale: LessonLocale,
  options: LessonCacheOptions = {},
): Promise<CompiledLesson> {
  const root = options.root ?? lessonsRoot()
  const cacheDir = options.cacheDir ?? path.join(env.stateDir, 'lessons')
  const key = `${slug}.${locale}.${await hashLesson(slug, locale, root)}`
  const file = path.join(cacheDir, `${key}.json`)
  const known = inMemory.get(file)
  if (known) return known
  const pending = readOrCompile(file, () => compileLesson(slug, locale, root))
  inMemory.set(file, pending)
  pending.catch(() => inMemory.delete(file))
  return pending
}

async function readOrCompile(file: string, compile: () => Promise<CompiledLesson>): Promise<CompiledLesson> {
  const stored = await readFile(file, 'utf8').catch(() => null)
  if (stored !== null) return JSON.parse(stored) as CompiledLesson
  const lesson = await compile()
  await mkdir(path.dirname(file), { recursive: true })
  // Written beside and renamed, so that a reader never sees half a file.
  const draft = `${file}.${process.pid}.tmp`
  await writeFile(draft, JSON.stringify(lesson))
  await rename(draft, file)
  return lesson
}

/** Removes cached versions of texts that are no more. */
export async function pruneLessonCache(keep: string[], cacheDir = path.join(env.stateDir, 'lessons')): Promise<void> {
  const names = await readdir(cacheDir).catch(() => [])
  await Promise.all(names.filter((name) => !keep.includes(name)).map((name) => rm(path.join(cacheDir, name))))
}
