import type { Libvirt } from './connect.ts'
import { type ObjectKey, wireDomain } from './domain-key.ts'
import type { CallOptions } from './rpc/connection.ts'
import { domainProcedures as procedures } from './rpc/procedures.ts'
import type { DomainAddress } from './types.ts'

export type AddressSource = 'lease' | 'agent' | 'arp'

export interface InterfaceAddresses {
  /** vnet0 from leases and ARP; the guest's own name from the agent. */
  name: string
  mac: string | null
  addresses: DomainAddress[]
}

const sources: Record<AddressSource, number> = { lease: 0, agent: 1, arp: 2 }

/**
 * virsh domifaddr --source.
 * Codes: libvirt.42, libvirt.55 not running, libvirt.74 no agent configured, libvirt.86 the agent does not answer.
 */
export async function readInterfaceAddresses(
  lv: Libvirt,
  { source, ...key }: ObjectKey & { source: AddressSource },
  options?: CallOptions,
): Promise<InterfaceAddresses[]> {
  const args = { dom: wireDomain(key), source: sources[source], flags: 0 }
  const { interfaces } = await lv.call(procedures.domainInterfaceAddresses, args, options)
  return interfaces.map(({ name, mac, addresses }) => ({
    name,
    mac,
    addresses: addresses.map(({ type, address, prefix }) => ({
      family: type === 1 ? 'ipv6' : 'ipv4',
      address,
      prefix,
    })),
  }))
}
