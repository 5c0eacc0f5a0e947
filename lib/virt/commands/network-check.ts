import { macProblem } from '../xml/device-interface.ts'
import type { FieldError } from './field-error.ts'
import {
  formatIpv4,
  formatSubnet,
  isInside,
  isPrivate,
  lastOf,
  overlaps,
  parseCidr,
  parseIpv4,
  subnetOf,
  type Subnet,
} from './network-address.ts'
import { networkError } from './network-error.ts'
import type { DhcpRange, DnsHost, NetworkForm, NetworkSurroundings, PortForward, StaticHost } from './network-form.ts'

const maxNameBytes = 100
/** Linux gives a device's name 16 bytes, with the zero at its end. */
const maxDeviceName = 15
/** A lease each needs memory; libvirt refuses a range that is longer. */
const maxRange = 65_535
const label = '[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?'
const dnsName = new RegExp(`^(?=.{1,253}$)${label}(\\.${label})*$`)

/** Everything wrong with a new network, by field. The browser and the server both ask this. */
export function checkNetworkForm(form: NetworkForm, around: NetworkSurroundings): FieldError[] {
  return [
    ...checkNetworkName(
      form.network,
      around.networks.map(({ name }) => name),
    ),
    ...checkDevice(form, around),
    ...checkBridge(form, around),
    ...checkAddressing(form, around),
    ...form.forwarders.flatMap((server, index) => checkForwarder(server, index, form.forwarders)),
    ...(form.domain === null ? [] : checkDomain(form.domain)),
  ]
}

export function checkNetworkName(name: string, taken: readonly string[]): FieldError[] {
  const problem = nameProblem(name)
  if (problem) return [networkError('network', problem)]
  return taken.includes(name) ? [networkError('network', 'name-taken', { name })] : []
}

function nameProblem(name: string): string | null {
  if (name === '') return 'name-missing'
  // It is a file's name, an argument of hooks and a word of command lines.
  if (!/^[\p{L}\p{N}_][\p{L}\p{N}_. -]*$/u.test(name) || name.endsWith(' ')) return 'name-character'
  return new TextEncoder().encode(name).length > maxNameBytes ? 'name-long' : null
}

function checkDevice({ mode, device }: NetworkForm, { devices }: NetworkSurroundings): FieldError[] {
  if (device === null || (mode !== 'nat' && mode !== 'route')) return []
  return devices.some(({ name }) => name === device) ? [] : [networkError('device', 'device-missing', { device })]
}

function checkBridge({ mode, bridge }: NetworkForm, { devices, networks }: NetworkSurroundings): FieldError[] {
  if (mode === 'bridge') {
    if (!bridge) return [networkError('bridge', 'bridge-missing')]
    return devices.some(({ name, isBridge }) => name === bridge && isBridge)
      ? []
      : [networkError('bridge', 'bridge-gone', { bridge })]
  }
  if (bridge === null) return []
  if (!/^[A-Za-z][A-Za-z0-9_.-]*$/.test(bridge)) return [networkError('bridge', 'bridge-character')]
  if (bridge.length > maxDeviceName) return [networkError('bridge', 'bridge-long', { max: maxDeviceName })]
  const owner = networks.find((network) => network.bridge === bridge)
  if (owner) return [networkError('bridge', 'bridge-of-network', { bridge, network: owner.name })]
  return devices.some(({ name }) => name === bridge) ? [networkError('bridge', 'bridge-in-use', { bridge })] : []
}

function checkAddressing(form: NetworkForm, around: NetworkSurroundings): FieldError[] {
  if (form.mode === 'bridge') {
    return form.address || form.dhcp ? [networkError('address', 'address-on-bridge')] : []
  }
  if (form.address === null) {
    if (form.mode !== 'isolated') return [networkError('address', 'address-missing')]
    return form.dhcp ? [networkError('dhcp', 'dhcp-without-address')] : []
  }
  const problems = checkSubnet(form.address, around)
  const parsed = problems.length === 0 ? parseCidr(form.address) : null
  if (!parsed) return problems
  return form.dhcp ? checkRange(form.dhcp, formatIpv4(parsed.address), subnetOf(parsed.address, parsed.prefix)) : []
}

/** Of the host's address with its prefix. */
export function checkSubnet(text: string, around: NetworkSurroundings): FieldError[] {
  if (text.trim() === '') return [networkError('address', 'address-missing')]
  const parsed = parseCidr(text)
  if (!parsed) return [networkError('address', 'address-invalid')]
  const { address, prefix } = parsed
  if (prefix > 30) return [networkError('address', 'subnet-small', { prefix })]
  if (prefix < 8) return [networkError('address', 'subnet-large', { prefix })]
  const subnet = subnetOf(address, prefix)
  if (address === subnet.network) {
    const first = `${formatIpv4(address + 1)}/${prefix}`
    return [networkError('address', 'address-is-subnet', { address: formatIpv4(address), first })]
  }
  if (address === lastOf(subnet))
    return [networkError('address', 'address-is-broadcast', { address: formatIpv4(address) })]
  const first = Math.floor(address / 2 ** 24)
  if (first === 127 || first === 0 || first >= 224) return [networkError('address', 'address-special')]
  return overlap(subnet, around)
}

function overlap(subnet: Subnet, { networks, routes }: NetworkSurroundings): FieldError[] {
  const meets = (text: string) => {
    const other = parseCidr(text)
    return other !== null && overlaps(subnet, subnetOf(other.address, other.prefix))
  }
  for (const network of networks) {
    const other = network.subnets.find(meets)
    if (other)
      return [
        networkError('address', 'subnet-overlaps', { subnet: formatSubnet(subnet), network: network.name, other }),
      ]
  }
  const route = routes.find(({ subnet: other }) => meets(other))
  return route
    ? [
        networkError('address', 'subnet-routed', {
          subnet: formatSubnet(subnet),
          other: route.subnet,
          device: route.device,
        }),
      ]
    : []
}

/** Advice only. */
export function adviseSubnet(text: string): FieldError | null {
  const parsed = parseCidr(text)
  if (!parsed || parsed.prefix < 8) return null
  const subnet = subnetOf(parsed.address, parsed.prefix)
  return isPrivate(subnet) ? null : networkError('address', 'subnet-public', { subnet: formatSubnet(subnet) })
}

export function checkRange({ start, end, leaseMinutes }: DhcpRange, gateway: string, subnet: Subnet): FieldError[] {
  const errors: FieldError[] = []
  const [from, to] = [parseIpv4(start), parseIpv4(end)]
  const inside = (address: number) => address > subnet.network && address < lastOf(subnet)
  const params = { subnet: formatSubnet(subnet) }
  if (from === null) errors.push(networkError('start', 'range-invalid'))
  else if (!inside(from)) errors.push(networkError('start', 'range-outside', { address: start, ...params }))
  if (to === null) errors.push(networkError('end', 'range-invalid'))
  else if (!inside(to)) errors.push(networkError('end', 'range-outside', { address: end, ...params }))
  if (errors.length === 0 && from !== null && to !== null) {
    const own = parseIpv4(gateway) as number
    if (from > to) errors.push(networkError('end', 'range-reversed'))
    else if (to - from >= maxRange) errors.push(networkError('end', 'range-huge', { max: maxRange }))
    else if (own >= from && own <= to) errors.push(networkError('start', 'range-holds-gateway', { gateway }))
  }
  if (leaseMinutes !== null && (!Number.isInteger(leaseMinutes) || leaseMinutes < 2))
    errors.push(networkError('leaseMinutes', 'lease-short'))
  else if (leaseMinutes !== null && leaseMinutes > 525_600) errors.push(networkError('leaseMinutes', 'lease-long'))
  return errors
}

function checkForwarder(server: string, index: number, all: readonly string[]): FieldError[] {
  if (parseIpv4(server) === null) return [networkError('forwarders', 'forwarder-invalid', { server })]
  return all.indexOf(server) < index ? [networkError('forwarders', 'forwarder-twice', { server })] : []
}

export function checkForwarders(servers: readonly string[]): FieldError[] {
  return servers.flatMap((server, index) => checkForwarder(server, index, servers)).slice(0, 1)
}

export function checkDomain(domain: string): FieldError[] {
  return dnsName.test(domain) ? [] : [networkError('domain', 'domain-invalid')]
}

export interface HostRoom {
  /** The host's address on the network, with prefix. */
  address: string
  hosts: readonly StaticHost[]
}

/** A new or changed static address; `was` is the MAC of the line that is changed. */
export function checkStaticHost(host: StaticHost, room: HostRoom, was: string | null = null): FieldError[] {
  const errors: FieldError[] = []
  if (macProblem(host.mac)) errors.push(networkError('mac', 'mac-invalid'))
  const others = room.hosts.filter(({ mac }) => mac.toLowerCase() !== was?.toLowerCase())
  if (others.some(({ mac }) => mac.toLowerCase() === host.mac.toLowerCase()))
    errors.push(networkError('mac', 'mac-taken', { mac: host.mac }))
  const owner = others.find(({ address }) => address === host.address)
  if (owner) errors.push(networkError('address', 'host-address-taken', { address: host.address, mac: owner.mac }))
  else errors.push(...checkGuestAddress(host.address, room.address))
  if (host.hostname !== null) {
    if (!dnsName.test(host.hostname)) errors.push(networkError('hostname', 'hostname-invalid'))
    else if (others.some(({ hostname }) => hostname?.toLowerCase() === host.hostname?.toLowerCase()))
      errors.push(networkError('hostname', 'hostname-taken', { hostname: host.hostname }))
  }
  return errors
}

/** An address that a guest of the network can have. */
export function checkGuestAddress(address: string, gatewayCidr: string): FieldError[] {
  const value = parseIpv4(address)
  if (value === null) return [networkError('address', 'host-address-invalid')]
  const gateway = parseCidr(gatewayCidr)
  if (!gateway) return []
  const subnet = subnetOf(gateway.address, gateway.prefix)
  if (value === gateway.address) return [networkError('address', 'host-address-gateway', { address })]
  return isInside(value, subnet) && value !== subnet.network && value !== lastOf(subnet)
    ? []
    : [networkError('address', 'host-address-outside', { address, subnet: formatSubnet(subnet) })]
}

export function checkDnsHost({ address, hostnames }: DnsHost, known: readonly DnsHost[]): FieldError[] {
  const errors: FieldError[] = []
  if (parseIpv4(address) === null) errors.push(networkError('address', 'host-address-invalid'))
  else if (known.some((host) => host.address === address))
    errors.push(networkError('address', 'dns-address-taken', { address }))
  if (hostnames.length === 0) errors.push(networkError('hostnames', 'hostname-missing'))
  const bad = hostnames.find((name) => !dnsName.test(name))
  if (bad !== undefined) errors.push(networkError('hostnames', 'hostname-invalid'))
  return errors
}

/** The whole list of a network's port forwards, and those of the host's other networks. */
export function checkPortForwards(
  forwards: readonly PortForward[],
  gatewayCidr: string,
  others: readonly PortForward[] = [],
): FieldError[] {
  return forwards.flatMap((forward, index) => {
    const { protocol, hostPort, guestPort, address } = forward
    const errors: FieldError[] = []
    if (!isPort(hostPort)) errors.push(networkError('hostPort', 'port-invalid'))
    if (!isPort(guestPort)) errors.push(networkError('guestPort', 'port-invalid'))
    const same = (other: PortForward) => other.protocol === protocol && other.hostPort === hostPort
    if ([...forwards.slice(0, index), ...others].some(same))
      errors.push(networkError('hostPort', 'port-taken', { port: hostPort, protocol }))
    return [...errors, ...checkGuestAddress(address, gatewayCidr)]
  })
}

function isPort(port: number): boolean {
  return Number.isInteger(port) && port >= 1 && port <= 65_535
}
