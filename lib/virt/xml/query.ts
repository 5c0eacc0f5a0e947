import type { Element, Node } from '@xmldom/xmldom'

/** Steps through elements by path, as far as libvirt's documents need it. */

const elementNode = 1

function isElement(node: Node): node is Element {
  return node.nodeType === elementNode
}

/** Child elements with this name, or all. */
export function children(parent: Element | null, name?: string): Element[] {
  const found: Element[] = []
  for (let node = parent?.firstChild ?? null; node; node = node.nextSibling) {
    if (isElement(node) && (name === undefined || node.nodeName === name)) found.push(node)
  }
  return found
}

/** First element at a path of child names, `os/type`; null if there is none. */
export function find(from: Element | null, path: string): Element | null {
  let element = from
  for (const name of path.split('/')) {
    let node = element?.firstChild ?? null
    while (node && !(isElement(node) && node.nodeName === name)) node = node.nextSibling
    element = node as Element | null
  }
  return element
}

export function attribute(from: Element | null, path: string, name: string): string | null {
  return (path === '.' ? from : find(from, path))?.getAttribute(name) ?? null
}

/** Text at a path, trimmed; null if the element is missing. */
export function text(from: Element | null, path: string): string | null {
  return find(from, path)?.textContent?.trim() ?? null
}

export function number(value: string | null): number | null {
  if (value === null || value.trim() === '') return null
  const parsed = Number(value)
  return Number.isFinite(parsed) ? parsed : null
}

/** The first attribute, in the document's order, that has one of these names: what XPath `@a|@b` finds. */
export function firstAttribute(element: Element | null, names: readonly string[]): string | null {
  for (const attr of element?.attributes ?? []) if (names.includes(attr.name)) return attr.value
  return null
}

const unitBytes: Record<string, number> = {
  b: 1,
  bytes: 1,
  KB: 1e3,
  k: 1024,
  KiB: 1024,
  MB: 1e6,
  M: 1024 ** 2,
  MiB: 1024 ** 2,
  GB: 1e9,
  G: 1024 ** 3,
  GiB: 1024 ** 3,
  TB: 1e12,
  T: 1024 ** 4,
  TiB: 1024 ** 4,
}

/** Size in KiB of `<memory unit='…'>`; libvirt's default unit is KiB. */
export function sizeKiB(element: Element | null): number | null {
  const value = number(element?.textContent ?? null)
  const unit = unitBytes[element?.getAttribute('unit') ?? 'KiB']
  return value === null || unit === undefined ? null : Math.floor((value * unit) / 1024)
}
