'use client'

import { useCallback, useEffect, useMemo, useState } from 'react'
import type { LeaseView, LiveState } from '#lib/gateway/protocol.ts'
import type { HostNetworking } from '#lib/labs/networks/host-networking.ts'
import type { NetworkSurroundings } from '#lib/virt/commands/network-form.ts'
import type { Plug } from '#lib/virt/commands/network-commands.ts'
import type { Domain, DomainInterface, Network } from '#lib/virt/types.ts'
import { type NetworkFacts, networkFacts } from '#lib/virt/xml/network-facts.ts'
import { useLabId, useLive } from '../live-state/live-state.tsx'
import { hostNetworking } from './actions.ts'

export interface PluggedNic {
  vm: Domain
  nic: DomainInterface
}

/** A network with what its XML says, and what is plugged into it. */
export interface NetworkView extends Network {
  /** As it runs, or will if it does not. */
  facts: NetworkFacts
  /** As it will start the next time. */
  next: NetworkFacts
  nics: PluggedNic[]
  leases: LeaseView[]
}

const selectNetworks = (state: LiveState) => state.networks
const selectDomains = (state: LiveState) => state.domains
const selectLeases = (state: LiveState) => state.leases

/** Every network of the lab, by name; null until they are known. */
export function useNetworks(): NetworkView[] | null {
  const networks = useLive(selectNetworks)
  const domains = useLive(selectDomains)
  const leases = useLive(selectLeases)
  return useMemo(() => {
    if (!networks || !domains || !leases) return null
    const vms = Object.values(domains).toSorted((a, b) => a.name.localeCompare(b.name))
    return Object.values(networks)
      .toSorted((a, b) => a.name.localeCompare(b.name))
      .map((network) => ({
        ...network,
        facts: networkFacts(network.xml),
        next: networkFacts(network.inactiveXml ?? network.xml),
        nics: vms.flatMap((vm) =>
          vm.interfaces
            .filter(({ type, source }) => type === 'network' && source === network.name)
            .map((nic) => ({ vm, nic })),
        ),
        leases: Object.values(leases).filter((lease) => lease.network === network.name),
      }))
  }, [networks, domains, leases])
}

/** What of the host is not in the live state; read anew when the networks change, and when asked. */
export function useHostNetworking(networks: NetworkView[] | null) {
  const labId = useLabId()
  const [host, setHost] = useState<HostNetworking | null>(null)
  const names = networks?.map(({ name, active, bridge }) => `${name} ${active} ${bridge}`).join('\n')
  const read = useCallback(async () => setHost(await hostNetworking(labId)), [labId])
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of the networks is why to read again
  useEffect(() => {
    if (names !== undefined) void read()
  }, [names, read])
  return { host, refresh: read }
}

/** What a new network can collide with; without the host's part as long as that is not known. */
export function surroundingsOf(networks: NetworkView[], host: HostNetworking | null): NetworkSurroundings {
  return {
    networks: networks.map(({ name, bridge, facts }) => ({
      name,
      bridge,
      subnets: facts.ips.flatMap(({ family, subnet }) => (family === 'ipv4' ? subnet : [])),
    })),
    routes: host?.routes ?? [],
    devices: host?.devices ?? [],
  }
}

/** The running VMs' devices that are to be put back on its bridge after it was stopped; null where there are none. */
export function plugOf({ nics, bridge, next }: NetworkView): Plug | null {
  const devices = nics.flatMap(({ nic }) => nic.target ?? [])
  const onto = next.bridge ?? bridge
  return devices.length > 0 && onto !== null && next.mode !== 'bridge' ? { devices, bridge: onto } : null
}

/** Where net-update goes: what runs now, and what starts the next time. */
export function whenOf({ active, persistent }: Network): { live: boolean; config: boolean } {
  return { live: active, config: persistent }
}
