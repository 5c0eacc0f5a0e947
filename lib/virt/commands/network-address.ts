/** IPv4 addresses as numbers, for subnets and ranges. */

/** `10.0.0.1` as a number; null if it is none. Leading zeros are refused: some programs read them as octal. */
export function parseIpv4(text: string): number | null {
  const parts = text.split('.')
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255)) return null
  return parts.reduce((sum, part) => sum * 256 + Number(part), 0)
}

export function formatIpv4(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.')
}

export interface Subnet {
  /** The first address: of the subnet itself. */
  network: number
  prefix: number
}

export function subnetOf(address: number, prefix: number): Subnet {
  return { network: address - (address % sizeOf(prefix)), prefix }
}

export function sizeOf(prefix: number): number {
  return 2 ** (32 - prefix)
}

export function lastOf({ network, prefix }: Subnet): number {
  return network + sizeOf(prefix) - 1
}

export function formatSubnet({ network, prefix }: Subnet): string {
  return `${formatIpv4(network)}/${prefix}`
}

/** `10.0.0.0/24`, whatever address of the subnet is written; null if it is none. */
export function parseCidr(text: string): { address: number; prefix: number } | null {
  const match = /^([\d.]+)\/(\d{1,2})$/.exec(text.trim())
  const address = match ? parseIpv4(match[1] as string) : null
  const prefix = Number(match?.[2])
  return address === null || prefix > 32 ? null : { address, prefix }
}

export function isInside(address: number, subnet: Subnet): boolean {
  return address >= subnet.network && address <= lastOf(subnet)
}

export function overlaps(a: Subnet, b: Subnet): boolean {
  return a.network <= lastOf(b) && b.network <= lastOf(a)
}

export function netmask(prefix: number): string {
  return formatIpv4(2 ** 32 - sizeOf(prefix))
}

/** 24 for 255.255.255.0; null for what is no netmask. */
export function prefixOf(mask: string): number | null {
  const value = parseIpv4(mask)
  const prefix = Array.from({ length: 33 }, (_, bits) => bits).find((bits) => value === 2 ** 32 - sizeOf(bits))
  return value === null ? null : (prefix ?? null)
}

/** RFC 1918: meant for networks that nobody reaches from outside. */
export function isPrivate(subnet: Subnet): boolean {
  return ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'].some((text) => {
    const { address, prefix } = parseCidr(text) as { address: number; prefix: number }
    return isInside(subnet.network, { network: address, prefix }) && subnet.prefix >= prefix
  })
}
