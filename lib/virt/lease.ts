import { isVirtLabError } from '#lib/base/error.ts'
import type { Libvirt } from './connect.ts'
import { type ObjectKey, wireObject } from './domain-key.ts'
import { networkProcedures as procedures } from './rpc/procedures.ts'
import type { DhcpLease, DomainAddress } from './types.ts'

const activeNetworks = 1 << 1

/** virsh net-dhcp-leases; `expiresAt` in milliseconds since 1970. Codes: libvirt.43 no network, .55 not active. */
export async function listLeases(
  lv: Libvirt,
  { mac = null, ...key }: ObjectKey & { mac?: string | null },
): Promise<DhcpLease[]> {
  const args = { net: wireObject(key), mac, needResults: true, flags: 0 }
  const { leases } = await lv.call(procedures.networkGetDhcpLeases, args)
  return leases.map((lease) => ({
    mac: lease.mac ?? '',
    address: lease.address,
    prefix: lease.prefix,
    hostname: lease.hostname,
    expiresAt: lease.expiresAt * 1_000,
  }))
}

/** Addresses that libvirt's networks gave out, by MAC: one call per active network, whatever the number of domains. */
export async function readLeasesByMac(lv: Libvirt): Promise<Map<string, DomainAddress[]>> {
  const args = { needResults: true, flags: activeNetworks }
  const { networks } = await lv.call(procedures.connectListAllNetworks, args)
  const leases = await Promise.all(networks.map((network) => listLeases(lv, network).catch(noneIfStopped)))
  const byMac = new Map<string, DomainAddress[]>()
  for (const { mac, address, prefix } of leases.flat()) {
    const family = address.includes(':') ? 'ipv6' : 'ipv4'
    byMac.set(mac, [...(byMac.get(mac) ?? []), { family, address, prefix }])
  }
  return byMac
}

/** The network was stopped or undefined after it was listed. */
function noneIfStopped(error: unknown): DhcpLease[] {
  if (isVirtLabError(error, 'libvirt.43') || isVirtLabError(error, 'libvirt.55')) return []
  throw error
}
