import { textOf, walk, type SyntaxNode } from './syntax-tree.ts'

const mark = /\s*\[#([a-z0-9-]+)((?: [\w.-]+)*)\]\s*$/

/**
 * Gives `## Title [#id row row]` the id and the rows of the course that it teaches, and takes the mark out of the text. Ids
 * are written by the author because both languages must have the same one: a student who switches language stays where
 * they are.
 */
export function remarkHeadingIds() {
  return (tree: SyntaxNode): void => {
    for (const node of walk(tree)) {
      if (node.type !== 'heading') continue
      const last = node.children?.at(-1)
      const match = last?.type === 'text' ? mark.exec(last.value ?? '') : null
      if (!match || !last) throw new Error(`heading “${textOf(node)}” has no id: end it with [#some-id]`)
      const [all, id = '', rows = ''] = match
      last.value = last.value?.slice(0, -all.length)
      const covers = rows.split(' ').filter(Boolean)
      node.data = { ...node.data, covers, hProperties: { ...node.data?.hProperties, id } }
    }
  }
}
