import { XmlDocument } from './edit.ts'

/** A network's XML with other DNS forwarders and another domain; all else stays as it was written. */
export function editNetworkDns(
  xml: string,
  { forwarders, domain }: { forwarders: readonly string[]; domain: string | null },
): string {
  const document = new XmlDocument(xml)
  const { root } = document
  const known = root.find('dns')?.elements('forwarder') ?? []
  for (const forwarder of known) {
    // One with a domain of its own is for that domain only, and none that the form shows.
    if (forwarder.get('domain') === null && !forwarders.includes(forwarder.get('addr') ?? '')) forwarder.remove()
  }
  const kept = known.filter(({ parent }) => parent !== null).map((forwarder) => forwarder.get('addr'))
  for (const addr of forwarders) {
    if (kept.includes(addr)) continue
    root
      .ensure('dns', { after: ['forward', 'bridge', 'mac', 'domain'] })
      .add('forwarder', { after: ['forwarder'] })
      .set('addr', addr)
  }
  const dns = root.find('dns')
  if (dns && dns.elements().length === 0 && dns.attributes.length === 0) dns.remove()
  if (domain === null) root.find('domain')?.remove()
  else {
    const element = root.find('domain')
    if (element) element.set('name', domain)
    else
      root
        .add('domain', { after: ['forward', 'bridge', 'mac'] })
        .set('name', domain)
        .set('localOnly', 'yes')
  }
  return document.toString()
}
