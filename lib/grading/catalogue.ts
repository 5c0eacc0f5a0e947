import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { env } from '#lib/base/env.ts'
import { log } from '#lib/base/log.ts'
import { singleton } from '#lib/base/singleton.ts'
import type { CheckpointDefinition } from './expectation.ts'
import { pickValues, type Values, type VariableCheckpoints } from './variables.ts'

/** What a lesson's checkpoints.ts says. */
export interface LessonCheckpoints {
  lesson: string
  variables: VariableCheckpoints['variables']
  /** The checkpoints for one student's values, in the order of the file. */
  build: (values: Values) => CheckpointDefinition[]
}

/**
 * Of every lesson that has checkpoints, by its folder's name. Read once per process; while developing, at each call. A checkpoints.ts
 * that cannot be read is logged, and the other lessons are graded: `npm run lessons check` finds it.
 */
export function readLessonCheckpoints(): Promise<Map<string, LessonCheckpoints>> {
  if (process.env.NODE_ENV === 'development') return loadAll()
  return singleton('lesson-checkpoints', loadAll)
}

async function loadAll(folder = env.lessonsDir): Promise<Map<string, LessonCheckpoints>> {
  const files = (await readdir(folder, { recursive: true })).filter((file) => path.basename(file) === 'checkpoints.ts')
  const lessons = files.toSorted().map((file) =>
    load(folder, path.dirname(file)).catch((error: unknown) => {
      log.error({ err: error, lesson: path.dirname(file) }, 'checkpoints.ts cannot be read')
      return null
    }),
  )
  return new Map((await Promise.all(lessons)).flatMap((one) => (one ? [[one.lesson, one]] : [])))
}

async function load(folder: string, lesson: string): Promise<LessonCheckpoints> {
  // Not for the bundler: lessons are found at run time, and Node runs TypeScript.
  const url = pathToFileURL(path.join(folder, lesson, 'checkpoints.ts')).href
  const module = await import(/* webpackIgnore: true */ /* turbopackIgnore: true */ freshUrl(url))
  const content = module.default as CheckpointDefinition[] | VariableCheckpoints
  const { variables, build } = Array.isArray(content) ? { variables: {}, build: () => content } : content
  const ids = build(pickValues(variables)).map(({ id }) => id)
  const twice = ids.find((id, index) => ids.indexOf(id) !== index)
  if (twice) throw new Error(`checkpoint ${lesson}/${twice} is defined twice`)
  return { lesson, variables, build }
}

/** A module is imported once per address: an author's change needs another one. */
function freshUrl(url: string): string {
  return process.env.NODE_ENV === 'development' ? `${url}?at=${Date.now()}` : url
}

/** All checkpoints by `<lesson>/<id>`, with some student's values: for their points, rows and number. */
export async function readCheckpoints(): Promise<Map<string, CheckpointDefinition>> {
  const lessons = [...(await readLessonCheckpoints()).values()]
  return new Map(
    lessons.flatMap(({ lesson, variables, build }) =>
      build(pickValues(variables)).map((definition) => [`${lesson}/${definition.id}`, definition]),
    ),
  )
}

/** `03-create-wizard` of `03-create-wizard/first-vm`. */
export function lessonOf(checkpoint: string): string {
  return checkpoint.slice(0, checkpoint.indexOf('/'))
}
