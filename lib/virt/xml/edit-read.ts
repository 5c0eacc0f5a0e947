import { VirtLabError } from '#lib/base/error.ts'

/** An attribute as it is written: blanks before it, what stands around `=`, and the value unescaped by nobody. */
export interface RawAttribute {
  gap: string
  name: string
  equals: string
  quote: string
  raw: string
}

export type RawNode =
  | { kind: 'text'; text: string }
  | {
      kind: 'element'
      name: string
      offset: number
      attributes: RawAttribute[]
      gaps: [string, string]
      selfClosing: boolean
      children: RawNode[]
    }

type RawElement = Extract<RawNode, { kind: 'element' }>

const nameStart = '[\\p{L}_:]'
const nameRest = '[\\p{L}\\p{N}_:.\\u00b7-]'
const name = `${nameStart}${nameRest}*`
const startTag = new RegExp(`<(${name})`, 'uy')
const attribute = new RegExp(`(\\s+)(${name})(\\s*=\\s*)(["'])`, 'uy')
const startEnd = /(\s*)(\/?)>/y
const endTag = new RegExp(`</(${name})(\\s*)>`, 'uy')
const reference = /&(?!(?:lt|gt|amp|quot|apos|#\d+|#x[0-9a-fA-F]+);)/
/** What XML 1.0 has no place for, not even as a reference. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/

const opaque: [start: string, end: string, what: string][] = [
  ['<!--', '-->', 'comment'],
  ['<![CDATA[', ']]>', 'CDATA section'],
  ['<?', '?>', 'processing instruction'],
]

/**
 * Every piece of the text in its place: joined again it is the text. Whatever is not well-formed is refused with its place.
 * Code: xml.not-well-formed {words, line, column}.
 */
export function readNodes(text: string): RawNode[] {
  const top: RawNode[] = []
  const open: RawElement[] = []
  let at = 0
  const fail = (words: string, offset = at): never => {
    throw notWellFormed(words, text, offset)
  }
  const badCharacter = forbidden.exec(text)
  if (badCharacter) fail('a character that XML does not allow', badCharacter.index)
  const into = () => open.at(-1)?.children ?? top
  const closed = () => open.length === 0 && top.some(({ kind }) => kind === 'element')

  while (at < text.length) {
    if (text[at] !== '<') {
      const end = text.indexOf('<', at)
      const piece = text.slice(at, end < 0 ? text.length : end)
      const bad = reference.exec(piece)
      if (bad) fail("'&' that begins no reference: write &amp;", at + bad.index)
      if (open.length === 0 && piece.trim()) fail(closed() ? 'text after the end' : 'XML begins with <')
      into().push({ kind: 'text', text: piece })
      at += piece.length
      continue
    }
    const other = opaque.find(([start]) => text.startsWith(start, at))
    if (other) {
      const [start, end, what] = other
      const stop = text.indexOf(end, at + start.length)
      if (stop < 0) fail(`${what} without its end ${end}`)
      into().push({ kind: 'text', text: text.slice(at, stop + end.length) })
      at = stop + end.length
    } else if (text.startsWith('</', at)) {
      at = readEnd()
    } else {
      at = readStart()
    }
  }
  const left = open.at(-1)
  if (left) fail(`<${left.name}> is not closed`, left.offset)
  if (!top.some(({ kind }) => kind === 'element')) fail('there is no element')
  return top

  function readEnd(): number {
    endTag.lastIndex = at
    const match = endTag.exec(text)
    if (!match) return fail('an end tag that is none')
    const element = open.at(-1)
    if (!element) return fail(`</${match[1]}> ends nothing`)
    if (element.name !== match[1]) return fail(`</${match[1]}> does not end <${element.name}>`)
    element.gaps[1] = match[2] as string
    open.pop()
    return endTag.lastIndex
  }

  function readStart(): number {
    startTag.lastIndex = at
    const match = startTag.exec(text)
    if (!match)
      return fail(
        text.startsWith('<!', at) ? 'a document type is not accepted' : "'<' that begins no element: write &lt;",
      )
    if (closed()) return fail('a second element after the end')
    const element: RawElement = {
      kind: 'element',
      name: match[1] as string,
      offset: at,
      attributes: [],
      gaps: ['', ''],
      selfClosing: false,
      children: [],
    }
    let position = startTag.lastIndex
    for (;;) {
      attribute.lastIndex = position
      const found = attribute.exec(text)
      if (!found) break
      position = readAttribute(element, found)
    }
    startEnd.lastIndex = position
    const end = startEnd.exec(text)
    if (!end) return fail(`<${element.name}> is not a whole tag`, position)
    element.gaps[0] = end[1] as string
    element.selfClosing = end[2] === '/'
    into().push(element)
    if (!element.selfClosing) open.push(element)
    return startEnd.lastIndex
  }

  function readAttribute(element: RawElement, found: RegExpExecArray): number {
    const [, gap, attributeName, equals, quote] = found as unknown as [string, string, string, string, string]
    const start = found.index + found[0].length
    const end = text.indexOf(quote, start)
    if (end < 0) fail(`${attributeName} has no closing ${quote}`, found.index + gap.length)
    const raw = text.slice(start, end)
    if (raw.includes('<')) fail(`'<' in the value of ${attributeName}: a quote is missing, or write &lt;`, start)
    const bad = reference.exec(raw)
    if (bad) fail("'&' that begins no reference: write &amp;", start + bad.index)
    if (element.attributes.some(({ name: known }) => known === attributeName))
      fail(`${attributeName} is given twice`, found.index + gap.length)
    element.attributes.push({ gap, name: attributeName, equals, quote, raw })
    return end + 1
  }
}

/** As text and as the value of an attribute. Refuses what XML cannot hold. Code: xml.bad-character. */
export function escapeXml(text: string): string {
  if (forbidden.test(text))
    throw new VirtLabError({ code: 'xml.bad-character', message: 'a character that XML cannot hold', status: 400 })
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\r', '&#13;')
}

const named: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

export function unescapeXml(raw: string): string {
  return raw.replace(/&(#x[0-9a-fA-F]+|#\d+|\w+);/g, (whole, reference: string) => {
    if (!reference.startsWith('#')) return named[reference] ?? whole
    const code = reference.startsWith('#x') ? Number.parseInt(reference.slice(2), 16) : Number(reference.slice(1))
    return code <= 0x10_ffff ? String.fromCodePoint(code) : whole
  })
}

/** Line and column, from 1, of an offset. */
export function placeOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split('\n')
  return { line: before.length, column: (before.at(-1) as string).length + 1 }
}

function notWellFormed(words: string, text: string, offset: number): VirtLabError {
  const place = placeOf(text, offset)
  return new VirtLabError({
    code: 'xml.not-well-formed',
    message: `line ${place.line}: ${words}`,
    params: { words, ...place },
    status: 400,
  })
}
