import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

interface TestLesson {
  /** What checkpoints.ts says after its import of define.ts as `is`. */
  checkpoints: string
  exam?: boolean
  /** What start.sh says. */
  start?: string
}

const define = pathToFileURL(path.resolve('lib/grading/define.ts')).href

/** For tests: a folder of lessons of their own. Call it in vi.hoisted, before anything reads the environment. */
export function makeTestLessons(lessons: Record<string, TestLesson>) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'virtlab-lessons-'))
  process.env.VIRTLAB_LESSONS = folder
  for (const [lesson, { checkpoints, exam, start }] of Object.entries(lessons)) {
    const write = (name: string, text: string) => writeFileSync(path.join(folder, lesson, name), text)
    mkdirSync(path.join(folder, lesson))
    write('lesson.zh.mdx', `---\ntitle: test\n${exam ? 'exam: true\n' : ''}---\n`)
    write('checkpoints.ts', `import * as is from '${define}'\n${checkpoints}\n`)
    if (start) write('start.sh', start)
  }
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
