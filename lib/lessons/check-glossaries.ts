import { isOtherLanguage } from './check-language.ts'
import type { readGlossaries } from './glossary.ts'
import type { Report } from './lesson-problem.ts'
import { lessonLocales } from './lesson-types.ts'

/** Reports terms that are explained twice, not at all, or in the wrong language. */
export function checkGlossaries(glossaries: Awaited<ReturnType<typeof readGlossaries>>, report: Report): void {
  const owners = new Map<string, string>()
  for (const { file, terms } of glossaries) {
    for (const [id, entry] of Object.entries(terms)) {
      const owner = owners.get(id)
      if (owner) report(file, `the term ${id} is explained in ${owner} already: use that one, or rename this`)
      owners.set(id, owner ?? file)
      for (const locale of lessonLocales) {
        const { term, text } = entry[locale] ?? { term: '', text: '' }
        if (!term || !text) report(file, `${id} has no ${locale}: write both term and text`)
        else if (isOtherLanguage(text, locale)) report(file, `${id} is not translated: “${text.slice(0, 60)}”`)
      }
    }
  }
}
