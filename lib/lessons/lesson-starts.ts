import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { VirtLabError } from '#lib/base/error.ts'
import { lessonsRoot } from './lesson-files.ts'

/** The lab host as the image makes it, nothing added. */
export const plainStart = 'plain'

/** One layer of a start state: what its script adds to the layer below. */
export interface StartLayer {
  /** `<lesson>`, or `<lesson>#<heading id>` of a step. */
  key: string
  /** Run as root in the lab host. */
  script: string
  /** Of this script and all below it. */
  hash: string
}

const stepLine = /^# step: ([a-z0-9-]+)\s*$/

/** The start state of a lesson: its own if it has a start.sh, else `plain`. */
export function startOf(lesson: string, root = lessonsRoot()): string {
  return existsSync(startFile(lesson, root)) ? lesson : plainStart
}

/** Ids of the headings that one can jump to, in the order of the lesson. */
export function stepsOf(lesson: string, root = lessonsRoot()): string[] {
  return readLayers(lesson, root).flatMap(({ key }) => key.split('#')[1] ?? [])
}

/**
 * The layers of a start state, from the lesson's own to that of the step; none for `plain`. start.sh is a shell script whose
 * lines `# step: <heading id>` begin what brings the lab from the start before to that heading's.
 * Throws `lesson.no-start` (404).
 */
export function layersOf(key: string, root = lessonsRoot()): StartLayer[] {
  if (key === plainStart) return []
  const layers = readLayers(key.split('#')[0] ?? '', root)
  const at = layers.findIndex((layer) => layer.key === key)
  if (at >= 0) return layers.slice(0, at + 1)
  const message = `there is no start state ${key}`
  throw new VirtLabError({ code: 'lesson.no-start', message, params: { start: key }, status: 404 })
}

/** The lesson of a start state; null for `plain`. */
export function lessonOfStart(key: string): string | null {
  return key === plainStart ? null : (key.split('#')[0] ?? null)
}

function readLayers(lesson: string, root: string): StartLayer[] {
  // The name comes from a browser: only a folder's plain name may reach the file system.
  if (!/^\d{2}-[a-z0-9-]+$/.test(lesson) || startOf(lesson, root) === plainStart) return []
  const layers: StartLayer[] = []
  const below = createHash('sha256')
  let key = lesson
  let lines: string[] = []
  const close = () => {
    const script = lines.join('\n')
    layers.push({ key, script, hash: below.update(script).copy().digest('hex') })
    lines = []
  }
  for (const line of readFileSync(startFile(lesson, root), 'utf8').split('\n')) {
    const step = stepLine.exec(line)?.[1]
    if (!step) lines.push(line)
    else {
      close()
      key = `${lesson}#${step}`
    }
  }
  close()
  return layers
}

function startFile(lesson: string, root: string): string {
  return path.join(root, lesson, 'start.sh')
}
