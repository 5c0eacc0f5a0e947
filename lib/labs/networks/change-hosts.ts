import { VirtLabError } from '#lib/base/error.ts'
import { parseCidr, subnetOf } from '#lib/virt/commands/network-address.ts'
import { checkDnsHost, checkRange, checkStaticHost } from '#lib/virt/commands/network-check.ts'
import { bareRangeXml, type UpdateAction, type UpdateWhen } from '#lib/virt/commands/network-commands.ts'
import type { DhcpRange, DnsHost, StaticHost } from '#lib/virt/commands/network-form.ts'
import type { Libvirt } from '#lib/virt/connect.ts'
import { updateNetwork } from '#lib/virt/network-lifecycle.ts'
import { lookupNetwork, readNetworkXml, type NetworkRef } from '#lib/virt/network.ts'
import { gatewayOf, ipv4Of, networkFacts, type NetworkFacts } from '#lib/virt/xml/network-facts.ts'
import { dnsHostXml, rangeXml, staticHostXml } from '#lib/virt/xml/network-xml.ts'
import { refuseFirst } from '../storage/refuse.ts'

type Update<T> = { network: string } & UpdateWhen & T
type Context = { libvirt: Libvirt }

/** virsh net-update … ip-dhcp-host: one line, found by its MAC. Codes: networks.*, libvirt.<n>. */
export async function changeStaticHost(
  { network: name, live, config, action, host }: Update<{ action: UpdateAction; host: StaticHost }>,
  { libvirt }: Context,
): Promise<void> {
  const { network, facts } = await read(libvirt, name, config)
  const gateway = gatewayOf(facts)
  if (!gateway) throw refusal('no-address', 'network', name)
  const hosts = ipv4Of(facts)?.hosts ?? []
  if (action !== 'delete') {
    refuseFirst(checkStaticHost(host, { address: gateway, hosts }, action === 'modify' ? host.mac : null))
  }
  const xml = staticHostXml(host)
  await updateNetwork(libvirt, { ...network, command: action, section: 'ip-dhcp-host', xml, when: { live, config } })
}

/** virsh net-update … dns-host. Codes: networks.*, libvirt.<n>. */
export async function changeDnsHost(
  { network: name, live, config, action, host }: Update<{ action: 'add' | 'delete'; host: DnsHost }>,
  { libvirt }: Context,
): Promise<void> {
  const { network, facts } = await read(libvirt, name, config)
  if (action === 'add') refuseFirst(checkDnsHost(host, facts.dnsHosts))
  const xml = dnsHostXml(host)
  await updateNetwork(libvirt, { ...network, command: action, section: 'dns-host', xml, when: { live, config } })
}

/** Another DHCP range or lease time, or none: the old line goes, the new one comes, or all stays. Codes: networks.*, libvirt.<n>. */
export async function changeDhcpRange(
  o: Update<{ remove: Pick<DhcpRange, 'start' | 'end'> | null; add: DhcpRange | null }>,
  { libvirt }: Context,
): Promise<void> {
  const { network, facts } = await read(libvirt, o.network, o.config)
  const ip = ipv4Of(facts)
  if (!ip) throw refusal('no-address', 'network', o.network)
  if (o.add) {
    const subnet = parseCidr(ip.subnet) as { address: number; prefix: number }
    refuseFirst(checkRange(o.add, ip.address, subnetOf(subnet.address, subnet.prefix)))
  }
  const { remove } = o
  const before = remove && ip.ranges.find(({ start, end }) => start === remove.start && end === remove.end)
  const update = (command: 'add' | 'delete', xml: string) =>
    updateNetwork(libvirt, {
      ...network,
      command,
      section: 'ip-dhcp-range',
      xml,
      when: { live: o.live, config: o.config },
    })
  if (remove) await update('delete', bareRangeXml(remove))
  try {
    if (o.add) await update('add', rangeXml(o.add))
  } catch (error) {
    if (before) await update('add', rangeXml(before))
    throw error
  }
}

async function read(
  libvirt: Libvirt,
  name: string,
  inactive: boolean,
): Promise<{ network: NetworkRef; facts: NetworkFacts }> {
  const network = await lookupNetwork(libvirt, { name })
  return { network, facts: networkFacts(await readNetworkXml(libvirt, { ...network, inactive })) }
}

function refusal(code: string, field: string, name: string): VirtLabError {
  return new VirtLabError({
    code: `networks.${code}`,
    message: `${name}: ${code}`,
    params: { name },
    field,
    status: 409,
  })
}
