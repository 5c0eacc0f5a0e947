import { DOMParser, type Document, type Element, XMLSerializer } from '@xmldom/xmldom'
import { VirtLabError } from '#lib/base/error.ts'

/** Parses to a document that keeps everything, known or not, in its place. Code: libvirt.xml. */
export function parseXml(text: string): Document {
  try {
    return new DOMParser({ locator: false, onError: stopAtError }).parseFromString(text, 'text/xml')
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error)
    throw new VirtLabError({
      code: 'libvirt.xml',
      message: `not XML: ${words}`,
      params: { words },
      status: 400,
      cause: error,
    })
  }
}

export function parseRoot(text: string): Element {
  const root = parseXml(text).documentElement
  if (!root)
    throw new VirtLabError({ code: 'libvirt.xml', message: 'not XML: empty', params: { words: 'empty' }, status: 400 })
  return root
}

export function serializeXml(document: Document): string {
  return new XMLSerializer().serializeToString(document)
}

function stopAtError(level: 'warning' | 'error' | 'fatalError', message: string): void {
  if (level !== 'warning') throw new Error(message)
}
