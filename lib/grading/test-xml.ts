import xpath from 'xpath'
import { parseXml } from '#lib/virt/xml/document.ts'
import type { Finding } from './evaluate.ts'
import type { XPathMatch, XPathTest } from './expectation.ts'
import { inRange, listOrNull } from './finding.ts'

/** What an XPath finds in a document, against what it should; no document, nothing found. */
export function testXml(document: string | null, { xpath: path, is }: XPathTest): Finding {
  const values = document === null ? [] : selectValues(document, path)
  return { met: matches(values, is), actual: listOrNull(values) }
}

/** Throws what XPath cannot read, so that an author hears of it before a student. */
export function checkXPath(path: string): void {
  selectValues('<none/>', path)
}

/** Text of every node that the path leads to from the root element; of a function (`count(…)`), its value. Throws what XPath cannot read. */
export function selectValues(document: string, path: string): string[] {
  const { documentElement } = parseXml(document)
  const found = xpath.select(path, documentElement as unknown as Node)
  if (!Array.isArray(found)) return found === null || found === undefined || found === false ? [] : [String(found)]
  return found.map((node) => (node.textContent ?? node.nodeValue ?? '').trim())
}

function matches(values: string[], is: XPathMatch): boolean {
  if (typeof is === 'boolean') return values.length > 0 === is
  if (typeof is === 'string') return values.includes(is)
  if (typeof is === 'number') return values.some((value) => value !== '' && Number(value) === is)
  if ('matches' in is) return values.some((value) => new RegExp(is.matches).test(value))
  return values.some((value) => value !== '' && inRange(Number(value), is))
}
