import { formatIpv4, formatSubnet, parseIpv4, prefixOf, subnetOf } from '../commands/network-address.ts'
import type { DhcpRange, DnsHost, StaticHost } from '../commands/network-form.ts'
import { XmlDocument, type XmlElement } from './edit.ts'

export interface NetworkIp {
  family: 'ipv4' | 'ipv6'
  /** The host's own, and so the guests' gateway. */
  address: string
  prefix: number
  /** `10.0.0.0/24`; of IPv6 the address with its prefix. */
  subnet: string
  ranges: DhcpRange[]
  hosts: StaticHost[]
  /** There is a `<dhcp>`. */
  dhcp: boolean
}

/** What a network's XML says, for reading: https://libvirt.org/formatnetwork.html */
export interface NetworkFacts {
  name: string
  mode: string
  /** Device of the host that traffic leaves by; null: any. */
  device: string | null
  bridge: string | null
  domain: string | null
  ips: NetworkIp[]
  forwarders: string[]
  dnsHosts: DnsHost[]
  dnsEnabled: boolean
}

/** Code: xml.not-well-formed. */
export function networkFacts(xml: string): NetworkFacts {
  const { root } = new XmlDocument(xml)
  const forward = root.find('forward')
  const dns = root.find('dns')
  return {
    name: root.find('name')?.text ?? '',
    mode: forward ? (forward.get('mode') ?? 'nat') : 'isolated',
    device: forward?.get('dev') ?? null,
    bridge: root.find('bridge')?.get('name') ?? null,
    domain: root.find('domain')?.get('name') ?? null,
    ips: root.elements('ip').map(toIp),
    forwarders: (dns?.elements('forwarder') ?? []).flatMap((one) => one.get('addr') ?? []),
    dnsHosts: (dns?.elements('host') ?? []).map((host) => ({
      address: host.get('ip') ?? '',
      hostnames: host.elements('hostname').map(({ text }) => text),
    })),
    dnsEnabled: dns?.get('enable') !== 'no',
  }
}

/** The first IPv4 address, which is the one that widgets edit. */
export function ipv4Of({ ips }: NetworkFacts): NetworkIp | null {
  return ips.find(({ family }) => family === 'ipv4') ?? null
}

/** `10.0.0.1/24`; null without one. */
export function gatewayOf(facts: NetworkFacts): string | null {
  const ip = ipv4Of(facts)
  return ip && `${ip.address}/${ip.prefix}`
}

function toIp(ip: XmlElement): NetworkIp {
  const address = ip.get('address') ?? ''
  const family = ip.get('family') === 'ipv6' || address.includes(':') ? 'ipv6' : 'ipv4'
  const prefix = Number(
    ip.get('prefix') ?? prefixOf(ip.get('netmask') ?? '') ?? (family === 'ipv6' ? 64 : classPrefix(address)),
  )
  const value = parseIpv4(address)
  const dhcp = ip.find('dhcp')
  return {
    family,
    address,
    prefix,
    subnet: value === null ? `${address}/${prefix}` : formatSubnet(subnetOf(value, prefix)),
    ranges: (dhcp?.elements('range') ?? []).map(toRange),
    hosts: (dhcp?.elements('host') ?? []).map((host) => ({
      mac: host.get('mac') ?? '',
      address: host.get('ip') ?? '',
      hostname: host.get('name'),
    })),
    dhcp: dhcp !== null,
  }
}

function toRange(range: XmlElement): DhcpRange {
  const lease = range.find('lease')
  const expiry = Number(lease?.get('expiry'))
  const minutes = { seconds: 1 / 60, minutes: 1, hours: 60 }[lease?.get('unit') ?? 'minutes'] ?? 1
  return {
    start: range.get('start') ?? '',
    end: range.get('end') ?? '',
    leaseMinutes: lease && expiry > 0 ? expiry * minutes : null,
  }
}

/** Without prefix or netmask libvirt takes the class that the address once had. */
function classPrefix(address: string): number {
  const first = Number(formatIpv4(parseIpv4(address) ?? 0).split('.')[0])
  return first < 128 ? 8 : first < 192 ? 16 : 24
}
