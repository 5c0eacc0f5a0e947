import { blocksOf } from './lesson-blocks.ts'
import { variablesIn } from './lesson-variables.ts'
import type { LessonOutline } from './lesson-types.ts'
import { attributeOf, textOf, walk, type SyntaxNode } from './syntax-tree.ts'

export function emptyOutline(): LessonOutline {
  return {
    headings: [],
    quizzes: [],
    checkpoints: [],
    commands: [],
    terms: [],
    figures: [],
    components: [],
    locales: [],
    links: [],
    variables: [],
    blocks: [],
  }
}

/** Writes what the lesson consists of into `outline`; must run after remarkHeadingIds. */
export function remarkOutline(options: { outline: LessonOutline }) {
  return (tree: SyntaxNode): void => {
    const { outline } = options
    for (const node of walk(tree)) {
      if (node.type === 'heading') addHeading(outline, node)
      if (node.type === 'link' && node.url) outline.links.push(node.url)
      if (node.type === 'inlineCode' || node.type === 'code') addVariables(outline, variablesIn(node.value ?? ''))
      if (node.type.startsWith('mdxJsx') && node.name) addElement(outline, node)
    }
    outline.blocks.push(...blocksOf(tree))
  }
}

function addHeading(outline: LessonOutline, node: SyntaxNode): void {
  const id = node.data?.hProperties?.id
  const covers = node.data?.covers ?? []
  if (id)
    outline.headings.push({
      id,
      text: textOf(node),
      depth: node.depth ?? 2,
      covers,
      components: [],
      checkpoints: [],
      terms: [],
    })
}

function addElement(outline: LessonOutline, node: SyntaxNode): void {
  const name = node.name as string
  for (const { value } of node.attributes ?? [])
    if (typeof value === 'string') addVariables(outline, variablesIn(value))
  if (name === 'a') outline.links.push(String(attributeOf(node, 'href')))
  if (!/^[A-Z]/.test(name)) return
  for (const known of [outline.components, outline.headings.at(-1)?.components ?? []])
    if (!known.includes(name)) known.push(name)
  const id = attributeOf(node, 'id')
  if (name === 'Quiz') outline.quizzes.push(readQuiz(node))
  if (name === 'Checkpoint') {
    outline.checkpoints.push(String(id))
    outline.headings.at(-1)?.checkpoints.push(String(id))
  }
  if (name === 'Term') {
    outline.terms.push(String(id))
    outline.headings.at(-1)?.terms.push(String(id))
  }
  if (name === 'Figure') outline.figures.push(String(id))
  if (name === 'Var') addVariables(outline, [String(attributeOf(node, 'name'))])
  const locale = attributeOf(node, 'locale')
  if (typeof locale === 'string') outline.locales.push(locale)
  const run = attributeOf(node, 'run')
  if (name === 'Command' && typeof run === 'string') outline.commands.push(run)
}

function readQuiz(node: SyntaxNode): LessonOutline['quizzes'][number] {
  const choices = [...walk(node)].filter((child) => child.name === 'Choice')
  const correct = choices.flatMap((choice, index) => (attributeOf(choice, 'correct') === null ? [] : [index]))
  const covers = attributeOf(node, 'covers')
  return {
    id: String(attributeOf(node, 'id')),
    choices: choices.length,
    correct,
    covers: typeof covers === 'string' ? covers.split(/\s+/).filter(Boolean) : [],
  }
}

function addVariables(outline: LessonOutline, names: string[]): void {
  for (const name of names) if (!outline.variables.includes(name)) outline.variables.push(name)
}
