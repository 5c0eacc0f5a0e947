import { existsSync, readFileSync } from 'node:fs'
import { lessonFile, lessonsRoot } from './lesson-files.ts'

/** Whether a lesson's head says `exam: true`. Read without compiling: grading goes on when a lesson's text is broken. */
export function isExam(lesson: string, root = lessonsRoot()): boolean {
  const file = lessonFile(lesson, 'zh', root)
  const [, head = ''] = existsSync(file) ? readFileSync(file, 'utf8').split(/^---$/m) : []
  return /^exam: true$/m.test(head)
}
