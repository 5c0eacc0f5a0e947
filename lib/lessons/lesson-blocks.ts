import type { LessonBlock } from './lesson-types.ts'
import { attributeOf, type SyntaxNode } from './syntax-tree.ts'

/** All text that a reader sees, piece by piece in reading order: paragraphs, table rows, code, commands, captions. */
export function blocksOf(tree: SyntaxNode): LessonBlock[] {
  const blocks: LessonBlock[] = []
  let section: string | null = null
  const add = (kind: LessonBlock['kind'], text: string, words: string) => {
    const plain = squeeze(text)
    if (plain) blocks.push({ section, kind, text: plain, words: squeeze(words) })
  }
  const visit = (node: SyntaxNode): void => {
    const children = node.children ?? []
    if (node.type === 'heading') section = node.data?.hProperties?.id ?? section
    else if (node.type === 'paragraph') add('text', readerText(node), wordsOf(node))
    else if (node.type === 'tableRow')
      add('table', children.map(readerText).join(' · '), children.map(wordsOf).join(' '))
    else if (node.type === 'code') add('code', node.value ?? '', '')
    else {
      visitAttributes(node, add)
      // `<Choice>text</Choice>` on one line has no paragraph of its own.
      const phrases = children.filter(isPhrase)
      if (phrases.length > 0) add('text', phrases.map(readerText).join(''), phrases.map(wordsOf).join(''))
      for (const child of children) if (!isPhrase(child)) visit(child)
    }
  }
  visit(tree)
  return blocks
}

function visitAttributes(
  node: SyntaxNode,
  add: (kind: LessonBlock['kind'], text: string, words: string) => void,
): void {
  const run = attributeOf(node, 'run')
  const caption = attributeOf(node, 'caption')
  if (node.name === 'Command' && typeof run === 'string') add('command', run, '')
  if (node.name === 'Figure' && typeof caption === 'string') add('text', caption, caption)
}

const phraseTypes = ['text', 'inlineCode', 'strong', 'emphasis', 'delete', 'link', 'break', 'mdxJsxTextElement']

function isPhrase(node: SyntaxNode): boolean {
  return phraseTypes.includes(node.type)
}

function readerText(node: SyntaxNode): string {
  if (node.name === 'Var') return `%${String(attributeOf(node, 'name'))}%`
  if (node.type === 'text' || node.type === 'inlineCode') return node.value ?? ''
  return (node.children ?? []).map(readerText).join('')
}

function wordsOf(node: SyntaxNode): string {
  if (node.type === 'text') return node.value ?? ''
  return (node.children ?? []).map(wordsOf).join('')
}

function squeeze(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim()
}
