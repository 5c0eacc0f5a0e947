import { VirtLabError } from '#lib/base/error.ts'
import type { Libvirt } from '#lib/virt/connect.ts'
import { defineDomain, readDomainXml } from '#lib/virt/domain.ts'
import type { Domain } from '#lib/virt/types.ts'
import { XmlDocument, type XmlElement } from '#lib/virt/xml/edit.ts'

type Key = Pick<Domain, 'uuid' | 'name'>

/** A device's element in a domain's XML. Code: devices.not-there {device}. */
export function findElement(
  xml: string,
  name: string,
  device: string,
  matches: (element: XmlElement, index: number) => boolean,
): XmlElement {
  const found = new XmlDocument(xml).root.find('devices')?.elements(name).find(matches)
  if (!found) throw notThere(device)
  return found
}

export function notThere(device: string): VirtLabError {
  return new VirtLabError({
    code: 'devices.not-there',
    message: `there is no ${device}`,
    params: { device },
    status: 404,
  })
}

/** What is kept, with its passwords, so that it can be defined again. */
export function readKept(lv: Libvirt, { uuid, name }: Key): Promise<string> {
  return readDomainXml(lv, { uuid, name, inactive: true, secure: true })
}

/** Changes one device of what is kept and defines it; everything else stays as it was. Codes: devices.not-there, defineDomain's. */
export async function editKept(
  lv: Libvirt,
  key: Key,
  o: {
    name: string
    device: string
    matches: (element: XmlElement, index: number) => boolean
    edit: (element: XmlElement) => void
  },
): Promise<void> {
  const document = new XmlDocument(await readKept(lv, key))
  const element = document.root.find('devices')?.elements(o.name).find(o.matches)
  if (!element) throw notThere(o.device)
  o.edit(element)
  await defineDomain(lv, { xml: document.toString() })
}
