import { lessSecret } from './less-secret.ts'
import type { LeaseView, LiveState, SnapshotView, VolumeView } from '#lib/gateway/protocol.ts'
import type { Domain, Network, StoragePool } from '#lib/virt/types.ts'
import type { CheckpointDefinition, SubjectKind } from './expectation.ts'
import type { HostFacts } from './host-facts.ts'

/** `config` is the persistent definition, `live` the one that runs: XML without passwords, null where there is none. */
interface Documents {
  config: string | null
  live: string | null
}

export type EvidenceDomain = Omit<Domain, 'liveXml' | 'inactiveXml'> & Documents
export type EvidenceNetwork = Omit<Network, 'xml' | 'inactiveXml'> & Documents
export type EvidencePool = Omit<StoragePool, 'xml' | 'inactiveXml'> & Documents

/**
 * The part of a lab's state that a checkpoint is judged from: whole objects by their names, so that it can be judged by another rubric
 * later; plain, and stored with the result.
 */
export interface Evidence {
  at: number
  /** Why nothing can be known now (`absent`, `stopped`, `failed`…), null when the lab could be read. */
  unreachable: string | null
  /** Names of everything there is, so that a wrong name can be told. */
  names: Record<Exclude<SubjectKind, 'host'>, string[]>
  domains: EvidenceDomain[]
  networks: EvidenceNetwork[]
  pools: EvidencePool[]
  volumes: Omit<VolumeView, 'xml'>[]
  /** Of the domains. */
  snapshots: Omit<SnapshotView, 'xml'>[]
  /** Of the networks. */
  leases: LeaseView[]
  /** Null while it was not asked for, or not read yet. */
  host: HostFacts | null
}

/** Takes from a lab's state what the definition speaks of; `at` is the server's time in ms. */
export function collectEvidence(
  definition: CheckpointDefinition,
  state: LiveState,
  at: number,
  host: HostFacts | null = null,
): Evidence {
  const phase = state.lab.lab.phase
  const named = (kind: SubjectKind) =>
    new Set(definition.expectations.filter((e) => e.subject.kind === kind).map((e) => e.subject.name))
  const [vms, pools, networks] = [named('vm'), named('pool'), named('network')]
  const domains = Object.values(state.domains).filter((domain) => vms.has(domain.name))
  const disks = new Set(domains.flatMap((domain) => domain.disks.map((disk) => disk.source)))
  const pathsOf = (volume: VolumeView) => [volume.path, `${volume.pool}/${volume.name}`]
  return {
    at,
    unreachable: phase === 'running' ? null : phase,
    names: { vm: namesOf(state.domains), pool: namesOf(state.pools), network: namesOf(state.networks) },
    domains: domains.map(({ liveXml, inactiveXml, ...domain }) => ({
      ...domain,
      config: lessSecret(inactiveXml),
      live: lessSecret(liveXml),
    })),
    networks: pick(state.networks, networks).map(({ xml, inactiveXml, ...network }) => ({
      ...network,
      config: inactiveXml,
      live: network.active ? xml : null,
    })),
    pools: pick(state.pools, pools).map(({ xml, inactiveXml, ...pool }) => ({
      ...pool,
      config: lessSecret(inactiveXml),
      live: pool.state === 'inactive' ? null : lessSecret(xml),
    })),
    volumes: Object.values(state.volumes)
      .filter((volume) => pools.has(volume.pool) || pathsOf(volume).some((path) => disks.has(path)))
      .map(({ xml: _xml, ...volume }) => volume),
    snapshots: Object.values(state.snapshots)
      .filter((snapshot) => vms.has(snapshot.domain))
      .map(({ xml: _xml, ...snapshot }) => snapshot),
    leases: Object.values(state.leases).filter((lease) => networks.has(lease.network)),
    host,
  }
}

function namesOf(objects: Record<string, { name: string }>): string[] {
  return Object.values(objects)
    .map((object) => object.name)
    .sort()
}

function pick<T extends { name: string }>(objects: Record<string, T>, names: Set<string>): T[] {
  return Object.values(objects).filter((object) => names.has(object.name))
}
