import { VirtLabError } from '#lib/base/error.ts'
import { escapeXml, readNodes, type RawAttribute, type RawNode, unescapeXml } from './edit-read.ts'

/**
 * XML to be edited in place: what is not touched stays byte for byte, known or not, with its quotes, blanks and comments.
 * No library we know keeps those. Values come in and go out as plain text; escaping is done here.
 */
export class XmlDocument {
  readonly root: XmlElement
  readonly #nodes: (string | XmlElement)[]

  /** Code: xml.not-well-formed with params words, line and column. */
  constructor(text: string) {
    this.#nodes = readNodes(text).map((node) => toNode(node, null))
    this.root = this.#nodes.find((node) => node instanceof XmlElement) as XmlElement
  }

  toString(): string {
    return this.#nodes.join('')
  }
}

export class XmlElement {
  readonly name: string
  /** Where its start tag begins in the text that was parsed; -1 for one that was added. */
  readonly offset: number
  parent: XmlElement | null
  readonly #attributes: RawAttribute[]
  readonly #children: (string | XmlElement)[]
  /** Blanks before the `>` of its start and of its end tag. */
  readonly #gaps: [string, string]
  /** `<a/>`; one that gets a child becomes `<a></a>`. */
  #selfClosing: boolean

  constructor(raw: Extract<RawNode, { kind: 'element' }>, parent: XmlElement | null) {
    this.name = raw.name
    this.offset = raw.offset
    this.parent = parent
    this.#attributes = raw.attributes
    this.#gaps = raw.gaps
    this.#selfClosing = raw.selfClosing
    this.#children = raw.children.map((child) => toNode(child, this))
  }

  get attributes(): { name: string; value: string }[] {
    return this.#attributes.map(({ name, raw }) => ({ name, value: unescapeXml(raw) }))
  }

  get(attribute: string): string | null {
    const found = this.#attributes.find(({ name }) => name === attribute)
    return found ? unescapeXml(found.raw) : null
  }

  /** Sets an attribute in its place, or as the last one; null takes it away. */
  set(attribute: string, value: string | number | null): this {
    const index = this.#attributes.findIndex(({ name }) => name === attribute)
    const found = this.#attributes[index]
    if (value === null) {
      if (found) this.#attributes.splice(index, 1)
    } else if (this.get(attribute) !== String(value)) {
      const next: RawAttribute = { gap: ' ', name: attribute, equals: '=', quote: "'", raw: '', ...found }
      next.raw = escapeXml(String(value))
      if (found) this.#attributes[index] = next
      else this.#attributes.push(next)
    }
    return this
  }

  /** Child elements with this name, or all. */
  elements(name?: string): XmlElement[] {
    return this.#children.filter(
      (child): child is XmlElement => child instanceof XmlElement && (name === undefined || child.name === name),
    )
  }

  /** First element at a path of child names, `os/type`. */
  find(path: string): XmlElement | null {
    return path.split('/').reduce<XmlElement | null>((element, name) => element?.elements(name)[0] ?? null, this)
  }

  /** Text of the element and of what is in it, as it is read, blanks at its ends and comments left out. */
  get text(): string {
    return this.#rawText().trim()
  }

  #rawText(): string {
    return this.#children
      .map((child) => {
        if (child instanceof XmlElement) return child.#rawText()
        if (child.startsWith('<![CDATA[')) return child.slice(9, -3)
        return child.startsWith('<') ? '' : unescapeXml(child)
      })
      .join('')
  }

  /** Its text and nothing else in it. */
  setText(text: string | number): this {
    if (this.elements().length === 0 && this.#rawText() === String(text)) return this
    this.#children.length = 0
    this.#children.push(escapeXml(String(text)))
    this.#selfClosing = false
    return this
  }

  /** The element at a path, made where it is missing: behind its last sibling of a name in `after`, or as the last child. */
  ensure(path: string, options: { after?: readonly string[] } = {}): XmlElement {
    return path.split('/').reduce<XmlElement>((element, name) => element.find(name) ?? element.add(name, options), this)
  }

  /** A new empty child on a line of its own: behind the last child of a name in `after`, or as the last one. */
  add(name: string, options: { after?: readonly string[] } = {}): XmlElement {
    return this.#insert(
      { kind: 'element', name, offset: -1, attributes: [], gaps: ['', ''], selfClosing: true, children: [] },
      options,
    )
  }

  /** The same with an element that is given as XML. Code: xml.not-well-formed. */
  addXml(xml: string, options: { after?: readonly string[] } = {}): XmlElement {
    return this.#insert(rootOf(xml), options)
  }

  /** Puts an element that is given as XML in this one's place. Not for the root. Code: xml.not-well-formed. */
  replaceWith(xml: string): XmlElement {
    const siblings = this.#siblings()
    const next = new XmlElement(rootOf(xml), this.parent)
    siblings[siblings.indexOf(this)] = next
    return next
  }

  /** Takes it away with the line that it stood on. Not for the root. */
  remove(): void {
    const siblings = this.#siblings()
    const index = siblings.indexOf(this)
    const before = siblings[index - 1]
    const blank = typeof before === 'string' && /^\s*$/.test(before)
    siblings.splice(blank ? index - 1 : index, blank ? 2 : 1)
    const parent = this.parent as XmlElement
    if (siblings.length === 1 && typeof siblings[0] === 'string' && /^\s*$/.test(siblings[0])) siblings.length = 0
    if (siblings.length === 0) parent.#selfClosing = true
    this.parent = null
  }

  /** Moves it to stand right before a sibling, or as the last child. */
  moveBefore(sibling: XmlElement | null): void {
    const parent = this.parent as XmlElement
    this.remove()
    this.parent = parent
    parent.#place(this, sibling ? parent.#children.indexOf(sibling) : -1)
  }

  toString(): string {
    const attributes = this.#attributes.map(
      ({ gap, name, equals, quote, raw }) => `${gap}${name}${equals}${quote}${quoteSafe(raw, quote)}${quote}`,
    )
    const start = `<${this.name}${attributes.join('')}${this.#gaps[0]}`
    if (this.#selfClosing && this.#children.length === 0) return `${start}/>`
    return `${start}>${this.#children.join('')}</${this.name}${this.#gaps[1]}>`
  }

  #siblings(): (string | XmlElement)[] {
    if (!this.parent)
      throw new VirtLabError({
        code: 'xml.not-well-formed',
        message: 'the root stays',
        params: { words: 'the root stays', line: 1, column: 1 },
        status: 400,
      })
    return this.parent.#children
  }

  #insert(raw: Extract<RawNode, { kind: 'element' }>, { after = [] }: { after?: readonly string[] }): XmlElement {
    const element = new XmlElement(raw, this)
    const last = this.elements().findLast(({ name }) => after.includes(name))
    this.#place(element, last ? this.#children.indexOf(last) + 1 : -1)
    return element
  }

  /** At an index of the children, or behind the last element, indented as its siblings. */
  #place(element: XmlElement, at: number): void {
    const children = this.#children
    this.#selfClosing = false
    const behindLast = children.findLastIndex((child) => child instanceof XmlElement) + 1
    let index = at < 0 ? behindLast : at
    // In front of the blanks that indent the one it is put before.
    if (children[index] instanceof XmlElement && /^\s+$/.test(String(children[index - 1] ?? ''))) index -= 1
    const indent = this.#childIndent()
    children.splice(index, 0, indent, element)
    if (children.length === 2) children.push(`\n${this.#indent()}`)
  }

  #indent(): string {
    const siblings = this.parent ? this.parent.#children : []
    const before = siblings[siblings.indexOf(this) - 1]
    return typeof before === 'string' ? (/\n([ \t]*)$/.exec(before)?.[1] ?? '') : ''
  }

  #childIndent(): string {
    const first = this.#children.findIndex((child) => child instanceof XmlElement)
    const before = this.#children[first - 1]
    if (typeof before === 'string' && /\n[ \t]*$/.test(before)) return /\n[ \t]*$/.exec(before)?.[0] as string
    return `\n${this.#indent()}  `
  }
}

function toNode(raw: RawNode, parent: XmlElement | null): string | XmlElement {
  return raw.kind === 'element' ? new XmlElement(raw, parent) : raw.text
}

function rootOf(xml: string): Extract<RawNode, { kind: 'element' }> {
  return readNodes(xml.trim()).find((node) => node.kind === 'element') as Extract<RawNode, { kind: 'element' }>
}

function quoteSafe(raw: string, quote: string): string {
  return raw.replaceAll(quote, quote === "'" ? '&apos;' : '&quot;')
}
