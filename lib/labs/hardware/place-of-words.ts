import { placeOf } from '#lib/virt/xml/edit-read.ts'
import { XmlDocument, type XmlElement } from '#lib/virt/xml/edit.ts'

/**
 * The line that libvirt's words are about, as far as they tell: `attribute 'bus' in element 'target': 'foo'`,
 * `Extra element devices in interleave`; 1 where they name nothing that is there.
 */
export function placeOfWords(words: string, xml: string): number {
  const { root } = new XmlDocument(xml)
  const all = [...walk(root)]
  const attribute = /attribute '?([\w:-]+)'?/.exec(words)?.[1]
  const names = [...words.matchAll(/(?:element|content:) '?([\w:-]+)'?/g)].map(([, name]) => name)
  const values = [...words.matchAll(/'([^']+)'/g)].map(([, value]) => value as string)
  const score = (element: XmlElement) => {
    const value = attribute ? element.get(attribute) : null
    return (
      (names.includes(element.name) ? 2 : 0) +
      (value !== null && values.includes(value) ? 3 : 0) +
      (values.includes(element.name) || values.includes(element.text) ? 1 : 0) +
      element.attributes.filter(({ value: text }) => values.includes(text)).length
    )
  }
  let best = { element: root, score: 0 }
  for (const element of all) {
    const points = element === root ? 0 : score(element)
    if (points > best.score) best = { element, score: points }
  }
  return placeOf(xml, best.element.offset).line
}

function* walk(element: XmlElement): Generator<XmlElement> {
  yield element
  for (const child of element.elements()) yield* walk(child)
}
