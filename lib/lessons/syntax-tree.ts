/** The few parts of mdast, with MDX's elements, that the lesson compiler looks at. */
export interface SyntaxNode {
  type: string
  value?: string
  depth?: number
  name?: string | null
  attributes?: { type: string; name?: string; value?: unknown }[]
  children?: SyntaxNode[]
  /** Of a link. */
  url?: string
  data?: { hProperties?: Record<string, string>; covers?: string[] }
}

export function* walk(node: SyntaxNode): Generator<SyntaxNode> {
  yield node
  for (const child of node.children ?? []) yield* walk(child)
}

/** All text below a node, without markup. */
export function textOf(node: SyntaxNode): string {
  if (node.type === 'text' || node.type === 'inlineCode') return node.value ?? ''
  return (node.children ?? []).map(textOf).join('')
}

/** A JSX attribute: its text, `true` when it has no value, null when absent or computed. */
export function attributeOf(node: SyntaxNode, name: string): string | true | null {
  const attribute = node.attributes?.find((candidate) => candidate.name === name)
  if (!attribute) return null
  if (attribute.value === null || attribute.value === undefined) return true
  return typeof attribute.value === 'string' ? attribute.value : null
}
