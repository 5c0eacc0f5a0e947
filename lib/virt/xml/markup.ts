/** XML as text, from values that may hold anything: every one is escaped. */

export type Attributes = Record<string, string | number | null>

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', "'": '&apos;', '"': '&quot;' }

export function escapeXml(value: string): string {
  return value.replace(/[&<>'"]/g, (character) => escapes[character] ?? character)
}

/** One element, indented as libvirt prints it; null among the children is nothing. No children: `<name/>`. */
export function element(name: string, attributes: Attributes, children: string | (string | null)[] = []): string {
  const words = Object.entries(attributes).flatMap(([key, value]) =>
    value === null ? [] : ` ${key}='${escapeXml(String(value))}'`,
  )
  const open = `<${name}${words.join('')}`
  if (typeof children === 'string') return `${open}>${escapeXml(children)}</${name}>`
  const inner = children.filter((child) => child !== null)
  if (inner.length === 0) return `${open}/>`
  return `${open}>\n${inner.map((child) => child.replaceAll(/^/gm, '  ')).join('\n')}\n</${name}>`
}
