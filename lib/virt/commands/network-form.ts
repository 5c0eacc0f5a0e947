export const networkModes = ['nat', 'isolated', 'route', 'open', 'bridge'] as const
export type NetworkMode = (typeof networkModes)[number]

export interface DhcpRange {
  start: string
  end: string
  /** null: libvirt's own, an hour. */
  leaseMinutes: number | null
}

/** A new network. */
export interface NetworkForm {
  network: string
  mode: NetworkMode
  /** nat and route: only through this device of the host; null: through any. */
  device: string | null
  /** The host's bridge for mode bridge; else the name of the new one, null: libvirt chooses virbr0, virbr1… */
  bridge: string | null
  /** `10.0.0.1/24`: the host's address on it, which is the guests' gateway; null: guests only. */
  address: string | null
  dhcp: DhcpRange | null
  /** Empty: the host's own DNS. */
  forwarders: readonly string[]
  domain: string | null
  autostart: boolean
  start: boolean
}

/** What of the host a new network can collide with. */
export interface NetworkSurroundings {
  networks: readonly { name: string; bridge: string | null; subnets: readonly string[] }[]
  /** Routes of the host that are not a virtual network's own. */
  routes: readonly { subnet: string; device: string }[]
  /** Every device of the host, bridges too. */
  devices: readonly { name: string; isBridge: boolean }[]
}

/** A host (DHCP) or the DNS has names for: one MAC always gets the same address. */
export interface StaticHost {
  mac: string
  address: string
  hostname: string | null
}

export interface DnsHost {
  address: string
  hostnames: readonly string[]
}

export interface PortForward {
  protocol: 'tcp' | 'udp'
  hostPort: number
  address: string
  guestPort: number
}
