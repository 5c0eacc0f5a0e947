/** Plain data that lib/virt returns. Names are libvirt's; units are in the names. */

/** https://libvirt.org/html/libvirt-libvirt-domain.html#virDomainState */
export type DomainState =
  | 'nostate'
  | 'running'
  | 'blocked'
  | 'paused'
  | 'shutdown'
  | 'shutoff'
  | 'crashed'
  | 'pmsuspended'

export interface DomainRef {
  name: string
  uuid: string
  /** null while it does not run. */
  id: number | null
}

export interface DomainAddress {
  family: 'ipv4' | 'ipv6'
  address: string
  prefix: number
}

export interface DomainInterface {
  mac: string
  model: string | null
  /** `<interface type>`: network, bridge, direct, user… */
  type: string
  /** Name of the network, bridge or device it is plugged into. */
  source: string | null
  /** Device on the host while running (vnet0). */
  target: string | null
  linkState: 'up' | 'down'
  addresses: DomainAddress[]
}

export interface DomainDisk {
  target: string
  bus: string
  device: 'disk' | 'cdrom' | 'floppy' | 'lun'
  format: string | null
  /** File, block device, pool/volume or URL as virsh domblklist prints it; null for an empty drive. */
  source: string | null
  readonly: boolean
}

export interface DomainGraphics {
  type: 'vnc' | 'spice' | string
  socket: string | null
  listen: string | null
  port: number | null
  passwordRequired: boolean
}

/** One domain as the page sees it: everything virsh list, dominfo, domiflist, domblklist and domifaddr print. */
export interface Domain {
  uuid: string
  name: string
  id: number | null
  state: DomainState
  /** virsh domstate --reason */
  reason: string
  /** `<domain type>`: kvm or qemu. */
  type: string
  persistent: boolean
  autostart: boolean
  hasManagedSave: boolean
  vcpus: number
  vcpusMax: number
  memoryKiB: number
  memoryMaxKiB: number
  /** libosinfo id from the metadata, e.g. http://debian.org/debian/13 */
  osinfo: string | null
  interfaces: DomainInterface[]
  disks: DomainDisk[]
  graphics: DomainGraphics[]
  hasSerialConsole: boolean
  /** Live XML while running, else null. */
  liveXml: string | null
  /** Persistent XML (dumpxml --inactive), null for a transient domain. */
  inactiveXml: string | null
}

export interface Network {
  uuid: string
  name: string
  active: boolean
  persistent: boolean
  autostart: boolean
  bridge: string | null
  /** nat, route, open, bridge, private, …; isolated when there is no <forward>. */
  forward: string
  /** As it runs while it is active, else as it will start. */
  xml: string
  /** As it will start the next time; null for a transient network. */
  inactiveXml: string | null
}

export interface DhcpLease {
  mac: string
  address: string
  prefix: number
  hostname: string | null
  expiresAt: number
}

/** Of a pool's directory or a volume's file; `mode` is octal, as libvirt prints it: 0711. */
export interface StoragePermissions {
  mode: string
  owner: number
  group: number
}

export interface StoragePool {
  uuid: string
  name: string
  state: 'inactive' | 'building' | 'running' | 'degraded' | 'inaccessible'
  persistent: boolean
  autostart: boolean
  type: string
  targetPath: string | null
  capacityBytes: number
  allocationBytes: number
  availableBytes: number
  /** null while it is not active and nobody set any. */
  permissions: StoragePermissions | null
  xml: string
  /** As it will start the next time; null for a transient pool. */
  inactiveXml: string | null
}

export interface StorageVolume {
  name: string
  key: string
  path: string
  type: 'file' | 'block' | 'dir' | 'network' | 'netdir' | 'ploop'
  capacityBytes: number
  allocationBytes: number
  format: string | null
  /** The file that a linked volume's unchanged blocks are read from. */
  backingPath: string | null
  backingFormat: string | null
  permissions: StoragePermissions | null
  xml: string
}

/** One snapshot of a domain: virsh snapshot-info and snapshot-dumpxml. */
export interface DomainSnapshot {
  name: string
  description: string
  createdAt: number
  /** State of the domain that it holds; disk-snapshot for disks alone. */
  state: string
  parent: string | null
  isCurrent: boolean
  /** Where the disks' states are: inside the qcow2 files or in files of their own. */
  location: 'internal' | 'external'
  memory: 'none' | 'internal' | 'external'
  xml: string
}
