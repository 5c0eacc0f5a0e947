import { isVirtLabError } from '#lib/base/error.ts'
import { XmlDocument } from '#lib/virt/xml/edit.ts'

export interface XmlProblem {
  line: number
  words: string
}

/** XML as it is typed: the document, or what is wrong and in which line. */
export function checkXml(
  text: string,
): { document: XmlDocument; problem: null } | { document: null; problem: XmlProblem } {
  try {
    return { document: new XmlDocument(text), problem: null }
  } catch (error) {
    if (!isVirtLabError(error)) throw error
    const words = String(error.params.words ?? error.message)
    return { document: null, problem: { line: Number(error.params.line ?? 1), words } }
  }
}
