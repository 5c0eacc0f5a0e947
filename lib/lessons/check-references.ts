import { lessonComponentNames } from './component-names.ts'
import type { Report } from './lesson-problem.ts'
import type { CompiledLesson } from './lesson-types.ts'

export interface ReferenceOptions {
  /** All lessons of the course, in all languages. */
  lessons: CompiledLesson[]
  /** Ids of the glossary. */
  terms: readonly string[]
  /** Ids of the rows of the course. */
  rows: readonly string[]
}

/** Reports what a lesson names and the course does not have. */
export function checkReferences(lesson: CompiledLesson, options: ReferenceOptions, report: Report): void {
  const { meta, outline } = lesson
  const say = (message: string) => report(`${meta.slug}/lesson.${meta.locale}.mdx`, message)
  for (const id of duplicates(outline.headings.map((heading) => heading.id)))
    say(`two headings are [#${id}]: rename one, in both languages`)
  for (const id of duplicates(outline.quizzes.map((quiz) => quiz.id))) say(`two quizzes are ${id}: rename one`)
  for (const id of duplicates(outline.figures)) say(`two figures are ${id}: rename one`)
  for (const quiz of outline.quizzes) {
    if (quiz.choices < 2) say(`quiz ${quiz.id} has ${quiz.choices} choice: give it two at least`)
    if (quiz.correct.length === 0) say(`quiz ${quiz.id} has no right choice: write <Choice correct>`)
  }
  const known: readonly string[] = lessonComponentNames
  for (const name of outline.components) {
    // Figures are imported from the lesson's own folder; everything else comes from the map.
    if (!known.includes(name) && !name.endsWith('Figure')) {
      say(`<${name}> is no component of lessons; there are ${known.join(', ')}, and figures named …Figure`)
    }
  }
  for (const id of new Set(outline.terms)) {
    if (!options.terms.includes(id)) say(`the glossary has no term ${id}: add it to ${meta.slug}/glossary.ts`)
  }
  for (const { id, covers } of [...outline.headings, ...outline.quizzes]) {
    for (const row of covers)
      if (!options.rows.includes(row)) say(`${id} covers ${row}, which tests/coverage/rows.ts does not have`)
  }
  checkNeeds(lesson, options.lessons, say)
  for (const link of outline.links) checkLink(link, lesson, options, say)
}

type Say = (message: string) => void

function checkNeeds({ meta }: CompiledLesson, lessons: CompiledLesson[], say: Say): void {
  for (const slug of meta.needs) {
    const needed = lessons.find((other) => other.meta.slug === slug)
    if (!needed) say(`needs ${slug}, which does not exist: give a folder's name`)
    else if (needed.meta.order >= meta.order) say(`needs ${slug}, which comes later in the course`)
  }
}

/** `#heading`, `/lessons/NN-slug#heading`, `/glossary#term`, or an address outside. */
function checkLink(link: string, lesson: CompiledLesson, { lessons, terms }: ReferenceOptions, say: Say): void {
  if (/^(https?|mailto):/.test(link)) return
  const [place = '', anchor] = link.split('#')
  const slug = /^\/lessons\/([^/]+)$/.exec(place)?.[1]
  if (place === '' || slug) {
    const target = slug ? lessons.find(({ meta }) => meta.slug === slug && meta.locale === lesson.meta.locale) : lesson
    if (!target) say(`link to ${link}: there is no lesson ${slug}`)
    else if (anchor && !anchorsOf(target).includes(anchor))
      say(`link to ${link}: ${target.meta.slug} has no heading #${anchor}`)
    return
  }
  if (place === '/glossary') {
    if (anchor && !terms.includes(anchor)) say(`link to ${link}: the glossary has no term ${anchor}`)
    return
  }
  if (!['/', '/lab', '/search'].includes(place)) {
    say(`link to ${link}: write #heading, /lessons/NN-slug#heading, /glossary#term or https://…`)
  }
}

function anchorsOf({ outline }: CompiledLesson): string[] {
  return [...outline.headings.map(({ id }) => id), ...outline.figures.map((id) => `figure-${id}`)]
}

function duplicates(values: string[]): string[] {
  return values.filter((value, index) => values.indexOf(value) !== index)
}
