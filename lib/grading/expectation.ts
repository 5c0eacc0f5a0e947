/** What a checkpoint is made of: plain data, so that a result can be stored with it and judged again later. */

export interface Localized {
  zh: string
  en: string
}

export interface Range {
  min?: number
  max?: number
}

/** Of one and the same disk (no CD-ROM), in the persistent definition; a transient VM's as it runs. */
export interface DiskRequirement {
  /** `<driver type>`: qcow2, raw. */
  format?: string
  minGiB?: number
  maxGiB?: number
  /** Name of the storage pool that the disk's volume lies in. */
  pool?: string
  /** Name of the volume. */
  volume?: string
  /** `<target bus>` */
  bus?: string
  /** `<driver cache>` and `<driver io>` */
  cache?: string
  io?: string
  /** Name of the volume, or path, that unchanged blocks are read from; null: none, it holds everything itself. */
  backing?: string | null
}

/** Of one and the same NIC, in the persistent definition. */
export interface NicRequirement {
  /** `<interface type>`: network, bridge, direct, user. */
  type?: string
  /** Name of the network, bridge or device. */
  source?: string
  model?: string
  mac?: string
  link?: 'up' | 'down'
}

/** Of one and the same display, in the persistent definition. `port` -1 is automatic. */
export interface GraphicsRequirement {
  type?: string
  listen?: string
  port?: number
  password?: boolean
}

export interface SnapshotRequirement {
  location?: 'internal' | 'external'
  memory?: boolean
  current?: boolean
  parent?: string
  /** It has a description. */
  described?: boolean
}

/** What an XPath must find: one node with this text, number or pattern, or in this range; any node; none. */
export type XPathMatch = string | number | boolean | Range | { matches: string }

export interface XPathTest {
  /** Last part of the expectation's id. */
  id: string
  /** XPath 1.0, from the document's root element: `cpu/topology/@cores`. */
  xpath: string
  is: XPathMatch
}

export type SubjectKind = 'vm' | 'pool' | 'network' | 'host'

export interface Subject {
  kind: SubjectKind
  name: string
}

export type VmTest =
  | { type: 'exists' }
  | { type: 'isAbsent' }
  | { type: 'isRunning' }
  | { type: 'isPaused' }
  | { type: 'isShutOff' }
  | { type: 'isPersistent' }
  | { type: 'autostarts' }
  | { type: 'hasManagedSave' }
  | { type: 'hasVcpus'; range: Range }
  | { type: 'hasMaxVcpus'; range: Range }
  | { type: 'hasMemoryMiB'; range: Range }
  | { type: 'hasCurrentMemoryMiB'; range: Range }
  | { type: 'hasDisk'; disk: DiskRequirement }
  | { type: 'hasNic'; nic: NicRequirement }
  | { type: 'isOnNetwork'; network: string }
  | { type: 'hasAddress'; network?: string }
  | { type: 'hasGraphics'; graphics: GraphicsRequirement }
  | { type: 'hasSnapshot'; snapshot: string; is: SnapshotRequirement }
  | { type: 'hasNoSnapshot'; snapshot: string }
  | ({ type: 'config' } & XPathTest)
  | ({ type: 'live' } & XPathTest)

export type PoolTest =
  | { type: 'exists' }
  | { type: 'isAbsent' }
  | { type: 'isActive' }
  | { type: 'isInactive' }
  | { type: 'isPersistent' }
  | { type: 'autostarts' }
  | { type: 'hasType'; poolType: string }
  | { type: 'hasTarget'; path: string }
  | { type: 'hasVolume'; volume: string; format?: string; minGiB?: number; maxGiB?: number; backing?: string | null }
  | { type: 'hasNoVolume'; volume: string }
  | ({ type: 'config' } & XPathTest)

export type NetworkTest =
  | { type: 'exists' }
  | { type: 'isAbsent' }
  | { type: 'isActive' }
  | { type: 'isInactive' }
  | { type: 'isPersistent' }
  | { type: 'autostarts' }
  | { type: 'hasForward'; mode: string }
  | { type: 'hasLease'; hostname?: string; address?: string }
  | ({ type: 'config' } & XPathTest)
  | ({ type: 'live' } & XPathTest)

export type HostTest =
  | { type: 'hasUserInGroup'; user: string; group: string }
  | { type: 'hasPackage'; package: string }
  | { type: 'prints'; id: string; run: string[]; matches: string }

export type SubjectTest =
  | { subject: { kind: 'vm'; name: string }; test: VmTest }
  | { subject: { kind: 'pool'; name: string }; test: PoolTest }
  | { subject: { kind: 'network'; name: string }; test: NetworkTest }
  | { subject: { kind: 'host'; name: string }; test: HostTest }

export type Expectation = SubjectTest & {
  /** Unique in its checkpoint and stable: `vm.demo.hasVcpus`. */
  id: string
  /** What must be true, as the list in the page shows it. */
  text: Localized
  /** Said while it is not true; `{actual}` stands for what is the case instead. */
  unmet: Localized
}

export interface CheckpointDefinition {
  /** Unique in its lesson; `<lesson>/<id>` everywhere else. */
  id: string
  points: number
  /** Ids of tests/coverage/rows.ts. */
  covers: string[]
  expectations: Expectation[]
  /** A question, then more, then the command; shown one by one. */
  hints: { zh: string[]; en: string[] }
}
