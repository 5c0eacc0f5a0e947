import type { DhcpRange, DnsHost, NetworkForm, StaticHost } from '../commands/network-form.ts'
import { formatIpv4, netmask, parseCidr } from '../commands/network-address.ts'
import { element } from './markup.ts'

/** The XML of a new network: https://libvirt.org/formatnetwork.html */
export function networkXml(form: NetworkForm): string {
  const { network, mode, device, bridge, domain, forwarders } = form
  return element('network', {}, [
    element('name', {}, network),
    // Isolated is what has no <forward>.
    mode === 'isolated' ? null : element('forward', { mode, dev: mode === 'nat' || mode === 'route' ? device : null }),
    bridge ? element('bridge', mode === 'bridge' ? { name: bridge } : { name: bridge, stp: 'on', delay: '0' }) : null,
    // Only this network's DNS answers for its names.
    domain ? element('domain', { name: domain, localOnly: 'yes' }) : null,
    forwarders.length > 0
      ? element(
          'dns',
          {},
          forwarders.map((addr) => element('forwarder', { addr })),
        )
      : null,
    addressXml(form),
  ])
}

function addressXml({ address, dhcp }: NetworkForm): string | null {
  const parsed = address === null ? null : parseCidr(address)
  if (!parsed) return null
  const attributes = { address: formatIpv4(parsed.address), netmask: netmask(parsed.prefix) }
  return element('ip', attributes, [dhcp && element('dhcp', {}, [rangeXml(dhcp)])])
}

export function rangeXml({ start, end, leaseMinutes }: DhcpRange): string {
  const lease = leaseMinutes === null ? null : element('lease', { expiry: leaseMinutes, unit: 'minutes' })
  return element('range', { start, end }, [lease])
}

export function staticHostXml({ mac, address, hostname }: StaticHost): string {
  return element('host', { mac, name: hostname, ip: address })
}

export function dnsHostXml({ address, hostnames }: DnsHost): string {
  return element(
    'host',
    { ip: address },
    hostnames.map((name) => element('hostname', {}, name)),
  )
}
