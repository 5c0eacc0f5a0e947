import MiniSearch, { type SearchResult } from 'minisearch'
import { singleton } from '#lib/base/singleton.ts'
import { type Glossary, readGlossary } from '../glossary.ts'
import type { LessonCacheOptions } from '../lesson-cache.ts'
import type { CompiledLesson, LessonLocale } from '../lesson-types.ts'
import { loadLessons } from '../lessons.ts'
import { excerptOf, mark, type MarkedText } from './excerpt.ts'
import { runsOf, tokenizeQuery, tokenizeText } from './tokenize.ts'

export interface SearchHit {
  /** Below the locale: `/lessons/06-storage#pools`, `/glossary#qcow2`. */
  href: string
  kind: 'section' | 'term'
  /** The chapter, for a section. */
  chapter: { order: number; title: string } | null
  heading: MarkedText
  excerpt: MarkedText
}

interface Entry {
  id: string
  kind: SearchHit['kind']
  chapter: SearchHit['chapter']
  heading: string
  /** The other language's word of a term. */
  also: string
  text: string
  commands: string
}

interface SearchIndex {
  lessons: CompiledLesson[]
  terms: Glossary
  index: MiniSearch<Entry>
  entries: Map<string, Entry>
}

/** The most results that anybody reads. */
const mostHits = 30
const longestQuery = 200

/** Sections and terms of the course that have all of the words, the best first; no words find nothing. */
export async function searchLessons(
  query: string,
  locale: LessonLocale,
  options: LessonCacheOptions = {},
): Promise<SearchHit[]> {
  const words = query.slice(0, longestQuery)
  const runs = runsOf(words)
  if (runs.length === 0) return []
  const { index, entries } = await readIndex(locale, options)
  const hits = index.search(words, {
    tokenize: tokenizeQuery,
    combineWith: 'AND',
    boost: { heading: 4, also: 4, commands: 2 },
    prefix: (word) => /^[a-z]{2}/.test(word),
    fuzzy: (word) => (/^[a-z]{6}/.test(word) ? 0.2 : false),
  })
  return hits.slice(0, mostHits).map((hit) => toHit(hit, entries.get(hit.id as string) as Entry, runs))
}

function toHit(
  { terms }: SearchResult,
  { id, kind, chapter, heading, text, commands }: Entry,
  runs: string[],
): SearchHit {
  // The command, if that has more of the words.
  const shown = countIn(commands, runs) > countIn(text, runs) || !text ? commands : text
  return {
    href: id,
    kind,
    chapter,
    heading: mark(heading, wordsToMark(heading, runs, terms)),
    excerpt: excerptOf(shown, wordsToMark(shown, runs, terms)),
  }
}

function countIn(text: string, words: string[]): number {
  const lower = text.toLowerCase()
  return words.filter((word) => lower.includes(word)).length
}

/** What was asked for as it was written, where the text has it so; else the pieces that were found. */
function wordsToMark(text: string, runs: string[], terms: string[]): string[] {
  const lower = text.toLowerCase()
  const whole = runs.filter((run) => lower.includes(run))
  return whole.length === runs.length ? whole : [...whole, ...terms]
}

async function readIndex(locale: LessonLocale, options: LessonCacheOptions): Promise<SearchIndex> {
  const indexes = singleton('lesson-search', () => new Map<LessonLocale, SearchIndex>())
  const [lessons, terms] = await Promise.all([loadLessons(locale, options), readGlossary(options.root)])
  const known = indexes.get(locale)
  // A lesson that did not change is the same object (lesson-cache.ts).
  const sameTerms = known?.terms === terms || JSON.stringify(known?.terms) === JSON.stringify(terms)
  if (known && sameTerms && sameItems(known.lessons, lessons)) return known
  const entries = [...lessons.flatMap(entriesOf), ...entriesOfGlossary(terms, locale)]
  const index = new MiniSearch<Entry>({ fields: ['heading', 'also', 'text', 'commands'], tokenize: tokenizeText })
  index.addAll(entries)
  const made = { lessons, terms, index, entries: new Map(entries.map((entry) => [entry.id, entry])) }
  indexes.set(locale, made)
  return made
}

function entriesOf({ meta, outline }: CompiledLesson): Entry[] {
  const common = { kind: 'section' as const, chapter: { order: meta.order, title: meta.title }, also: '' }
  const textOf = (section: string | null, isWanted: (kind: string) => boolean) =>
    outline.blocks
      .filter((block) => block.section === section && isWanted(block.kind))
      // Values are of a student; here they are of nobody.
      .map(({ text }) => text.replaceAll(/%[a-z][A-Za-z0-9]+%/g, '…'))
      .join(' ')
  const isCommand = (kind: string) => kind === 'command' || kind === 'code'
  const isText = (kind: string) => !isCommand(kind)
  const start: Entry = {
    ...common,
    id: `/lessons/${meta.slug}`,
    heading: meta.title,
    text: [meta.summary, ...meta.goals, textOf(null, isText)].join(' '),
    commands: textOf(null, isCommand),
  }
  const sections = outline.headings.map(
    (heading): Entry => ({
      ...common,
      id: `/lessons/${meta.slug}#${heading.id}`,
      heading: heading.text,
      text: textOf(heading.id, isText),
      commands: textOf(heading.id, isCommand),
    }),
  )
  return [start, ...sections]
}

function entriesOfGlossary(glossary: Glossary, locale: LessonLocale): Entry[] {
  const other = locale === 'zh' ? 'en' : 'zh'
  return Object.entries(glossary).map(([id, entry]) => ({
    id: `/glossary#${id}`,
    kind: 'term',
    chapter: null,
    heading: entry[locale].term,
    also: entry[other].term,
    text: entry[locale].text,
    commands: '',
  }))
}

function sameItems<T>(a: T[], b: T[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index])
}
