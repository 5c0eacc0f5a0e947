import { parseXml, serializeXml } from '#lib/virt/xml/document.ts'

const secret = ['passwd', 'password']

/** A document without the passwords in it: that there is one stays, as `***`. */
export function lessSecret(xml: string | null): string | null {
  if (xml === null || !secret.some((name) => xml.includes(name))) return xml
  const document = parseXml(xml)
  for (const element of document.getElementsByTagName('*'))
    for (const name of secret) if (element.hasAttribute(name)) element.setAttribute(name, '***')
  return serializeXml(document)
}
