import { stat } from 'node:fs/promises'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { keepFresh } from './keep-fresh.ts'
import { listLessonSlugs, lessonsRoot } from './lesson-files.ts'
import type { LessonLocale } from './lesson-types.ts'

export interface GlossaryEntry {
  term: string
  text: string
}

/** What a `glossary.ts` exports by default: terms by id, in both languages. */
export type Glossary = Record<string, Record<LessonLocale, GlossaryEntry>>

/** All terms of the course: those of content/lessons/glossary.ts and of each lesson's own. Throws if two share an id. */
export async function readGlossary(root?: string): Promise<Glossary> {
  return root ? mergeGlossaries(root) : keepFresh('glossary', () => mergeGlossaries(lessonsRoot()))
}

async function mergeGlossaries(root: string): Promise<Glossary> {
  const all: Glossary = {}
  for (const { file, terms } of await readGlossaries(root)) {
    for (const [id, entry] of Object.entries(terms)) {
      if (Object.hasOwn(all, id)) throw new Error(`${file}: the term ${id} is explained elsewhere already`)
      all[id] = entry
    }
  }
  return all
}

/** The course's glossary.ts and the lessons', those that there are; `lesson` is null for the course's. */
export async function readGlossaries(
  root = lessonsRoot(),
): Promise<{ lesson: string | null; file: string; terms: Glossary }[]> {
  const lessons = [null, ...(await listLessonSlugs(root))]
  const found = lessons.map(async (lesson) => {
    const file = path.join(root, lesson ?? '', 'glossary.ts')
    const terms = await importGlossary(file)
    return terms ? [{ lesson, file: path.relative(root, file), terms }] : []
  })
  return (await Promise.all(found)).flat()
}

async function importGlossary(file: string): Promise<Glossary | null> {
  const changed = await stat(file).catch(() => null)
  if (!changed) return null
  // Not for the bundler: lessons are found at run time, and Node runs TypeScript. By its time, an edit shows at once.
  const url = `${pathToFileURL(file).href}?v=${changed.mtime.getTime()}`
  const module = (await import(/* webpackIgnore: true */ /* turbopackIgnore: true */ url)) as { default: Glossary }
  return module.default
}
