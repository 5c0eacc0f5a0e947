import { readFileSync } from 'node:fs'
import path from 'node:path'
import { frontMatterSchema } from '#lib/lessons/front-matter.ts'

const grading = path.resolve(import.meta.dirname, '../../lib/grading')

const marks = { from: '<!-- made by npm run lessons docs -->', to: '<!-- end -->' }

/** docs/authoring.md with its reference as the schema and the comments are now. */
export function withReference(guide: string): string {
  const [before = '', rest = ''] = guide.split(marks.from)
  const after = rest.split(marks.to)[1] ?? ''
  const reference = `### Front matter\n\n${frontMatterReference()}\n\n### What a checkpoint can expect\n\n${checkpointReference()}`
  return `${before}${marks.from}\n\n${reference}\n\n${marks.to}${after}`
}

/** The fields of a lesson's head, from the schema that the compiler enforces. Markdown. */
export function frontMatterReference(): string {
  const lines = Object.entries(frontMatterSchema.shape).map(
    ([name, field]) => `- \`${name}\`: ${field.description ?? ''}`,
  )
  return lines.join('\n')
}

/** What a checkpoint can expect, from the comments and signatures of lib/grading/define.ts. Markdown. */
export function checkpointReference(): string {
  const parts: string[] = []
  const define = readFileSync(path.join(grading, 'define.ts'), 'utf8')
  for (const [, name = '', body = ''] of define.matchAll(classBody)) {
    const tests = [...body.matchAll(method)].map(([, comment, test = '', parameters = '']) => {
      const says = comment ? `: ${comment.replaceAll(/\s*\n?\s*\*\s+/g, ' ').trim()}` : ''
      return `- \`${test}(${parameters.replaceAll(/\s+/g, ' ').trim()})\`${says}`
    })
    if (tests.length > 0) parts.push(`**${name.toLowerCase()}(…)**\n\n${tests.join('\n')}`)
  }
  const types = [define, readFileSync(path.join(grading, 'expectation.ts'), 'utf8')].flatMap((text) =>
    [...text.matchAll(requirement)].map(([declaration]) => declaration.replace(/^export /m, '')),
  )
  return `${parts.join('\n\n')}\n\n\`\`\`ts\n${types.join('\n\n')}\n\`\`\``
}

const classBody = /^(?:export )?class (\w+)Expectations extends SubjectExpectations \{\n(.*?)^\}/gms
/** A test is a field that holds a function, with a comment above it or not. */
const method = /(?:\/\*\*\s*((?:(?!\*\/).)*?)\s*\*\/\s*)?^ {2}(\w+) = \(((?:[^()]|\([^()]*\))*)\)/gms
/** What the parameters of the tests are made of, with the comment above. */
const requirement =
  /^(?:\/\*\*(?:(?!\*\/).)*\*\/\n)?(?:export )?(?:interface (?:Range|XPathWords|\w+Requirement) \{.*?^\}|type XPathMatch = [^\n]+)/gms
