import type { Report } from './lesson-problem.ts'
import type { CompiledLesson } from './lesson-types.ts'

/** So many words of Latin letters without one of Chinese are a sentence that was not translated, not a list of names. */
const sentenceWords = 5

/** Reports what is in the other language, and pictures drawn with letters. */
export function checkLanguage({ meta, outline }: CompiledLesson, report: Report): void {
  const say = (message: string) => report(`${meta.slug}/lesson.${meta.locale}.mdx`, message)
  const pieces = [
    ...[meta.title, meta.summary, ...meta.goals, ...outline.headings.map(({ text }) => text)].map((text) => ({
      text,
      words: text,
    })),
    ...outline.blocks,
  ]
  for (const { text, words } of pieces) {
    if (isOtherLanguage(words, meta.locale)) say(`not translated: “${text.slice(0, 60)}”`)
  }
  if (outline.locales.some((locale) => locale !== meta.locale))
    say(`a figure is in the other language: write locale="${meta.locale}"`)
  for (const { kind, text } of outline.blocks) {
    if (kind === 'code' && text.includes('┌') && text.includes('┘'))
      say(`a picture drawn with letters: “${text.slice(0, 30)}”; draw it as a figure (figures/*.tsx)`)
  }
}

export function isOtherLanguage(words: string, locale: 'zh' | 'en'): boolean {
  const hasChinese = /\p{Script=Han}/u.test(words)
  if (locale === 'en') return hasChinese
  return !hasChinese && (words.match(/[A-Za-z]{2,}/g) ?? []).length >= sentenceWords
}
