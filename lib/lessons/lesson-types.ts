import type { FrontMatter } from './front-matter.ts'

export const lessonLocales = ['zh', 'en'] as const
export type LessonLocale = (typeof lessonLocales)[number]

export interface LessonMeta extends FrontMatter {
  /** Folder name: `03-create-wizard`. */
  slug: string
  locale: LessonLocale
}

/** One entry of the table of contents. The id is the same in every language. */
export interface LessonHeading {
  id: string
  text: string
  depth: number
}

/** A heading and what stands below it, up to the next heading of any depth. */
export interface LessonSection extends LessonHeading {
  /** Rows of the course (tests/coverage/rows.ts) that it teaches, from `[#id row row]`. */
  covers: string[]
  /** Names of the capitalised elements in it. */
  components: string[]
  checkpoints: string[]
  terms: string[]
}

/** A piece of text as a reader sees it: for the search, and for the check that it is in its language. */
export interface LessonBlock {
  /** Id of its heading; null before the first one. */
  section: string | null
  kind: 'text' | 'table' | 'code' | 'command'
  text: string
  /** The same without what is code. */
  words: string
}

/** What a lesson is made of, read from its syntax tree; the checks compare the languages by it. */
export interface LessonOutline {
  headings: LessonSection[]
  /** Right answers by index, e.g. `osinfo-effect: 1 of 4`; `covers` are rows, as of a heading. */
  quizzes: { id: string; choices: number; correct: number[]; covers: string[] }[]
  checkpoints: string[]
  commands: string[]
  terms: string[]
  figures: string[]
  /** Names of all capitalised elements. */
  components: string[]
  /** Languages that figures are asked for, `<XFigure locale="zh" />`. */
  locales: string[]
  /** Targets of links, as written. */
  links: string[]
  /** Names of the per-student values that it shows: `<Var name>` and `%name%`. */
  variables: string[]
  blocks: LessonBlock[]
}

export interface CompiledLesson {
  meta: LessonMeta
  /** Function body for mdx-bundler's getMDXComponent; evaluated on the server only. */
  code: string
  toc: LessonHeading[]
  outline: LessonOutline
}
