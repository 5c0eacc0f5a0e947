import type { Libvirt } from './connect.ts'
import { defineDomain } from './domain-lifecycle.ts'
import { readDomainXml } from './domain-read.ts'
import type { ObjectKey } from './domain-key.ts'
import { XmlDocument, type XmlElement } from './xml/edit.ts'

/** What is kept of a domain, with its passwords: to be edited and defined again, so that nothing gets lost. */
export function readConfigXml(lv: Libvirt, key: ObjectKey): Promise<string> {
  return readDomainXml(lv, { ...key, inactive: true, secure: true })
}

/**
 * virt-xml --edit: changes what is kept, in place, and defines it again. Nothing is defined if nothing changed.
 * Codes: as defineDomain, and xml.bad-character.
 */
export async function editConfig(lv: Libvirt, key: ObjectKey, edit: (root: XmlElement) => void): Promise<void> {
  const xml = await readConfigXml(lv, key)
  const document = new XmlDocument(xml)
  edit(document.root)
  const next = document.toString()
  if (next !== xml) await defineDomain(lv, { xml: next })
}
