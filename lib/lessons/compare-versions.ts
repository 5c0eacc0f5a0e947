import { sharedFields } from './front-matter.ts'
import type { Report } from './lesson-problem.ts'
import type { CompiledLesson, LessonOutline } from './lesson-types.ts'

/** Reports where the languages of a lesson differ in more than words. */
export function compareVersions(first: CompiledLesson, second: CompiledLesson, report: Report): void {
  const pair = `${first.meta.locale} and ${second.meta.locale}`
  const differ = (what: string, how: string) =>
    report(`${first.meta.slug}/`, `${pair} differ in ${what}: ${how}; make both the same`)
  for (const field of sharedFields) {
    const values = [first, second].map(({ meta }) => JSON.stringify(meta[field]))
    if (values[0] !== values[1]) differ(field, values.join(' / '))
  }
  const goals = [first, second].map(({ meta }) => meta.goals.length)
  if (goals[0] !== goals[1]) differ('the number of goals', goals.join(' / '))
  for (const [name, read] of Object.entries(parts)) {
    const difference = firstDifference(read(first.outline), read(second.outline))
    if (difference) differ(name, difference)
  }
}

const parts: Record<string, (outline: LessonOutline) => unknown[]> = {
  'heading ids': ({ headings }) => headings.map(({ depth, id, covers }) => [depth, id, ...covers].join(' ')),
  quizzes: ({ quizzes }) => quizzes,
  checkpoints: ({ checkpoints }) => checkpoints,
  commands: ({ commands }) => commands,
  figures: ({ figures }) => figures,
  'components by section': ({ headings }) => headings.map(({ id, components }) => [id, ...components.filter(isPart)]),
}

/** Elements that both languages must have in the same sections; terms are explained where a text first needs them. */
function isPart(component: string): boolean {
  return component !== 'Term' && component !== 'Var'
}

function firstDifference(a: unknown[], b: unknown[]): string | null {
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const [left, right] = [JSON.stringify(a[index]) ?? 'nothing', JSON.stringify(b[index]) ?? 'nothing']
    if (left !== right) return `${left} / ${right}`
  }
  return null
}
