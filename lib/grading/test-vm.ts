import type { DomainInterface, DomainState } from '#lib/virt/types.ts'
import type { Finding } from './evaluate.ts'
import type { Evidence, EvidenceDomain } from './evidence.ts'
import type { SnapshotRequirement, VmTest } from './expectation.ts'
import { inRange, listOrNull } from './finding.ts'
import { testDisks, testGraphics, testNics } from './test-devices.ts'
import { testXml } from './test-xml.ts'

/** As virsh prints them; a blocked or dying VM still runs. */
const stateWords: Record<DomainState, string> = {
  nostate: 'no state',
  running: 'running',
  blocked: 'idle',
  paused: 'paused',
  shutdown: 'in shutdown',
  shutoff: 'shut off',
  crashed: 'crashed',
  pmsuspended: 'pmsuspended',
}

export function testVm(name: string, test: VmTest, evidence: Evidence): Finding {
  const domain = evidence.domains.find((candidate) => candidate.name === name)
  if (test.type === 'isAbsent') return { met: !domain, actual: domain ? stateWords[domain.state] : null }
  if (!domain) return { met: false, actual: test.type === 'exists' ? listOrNull(evidence.names.vm) : null }
  switch (test.type) {
    case 'exists':
      return { met: true, actual: null }
    case 'isRunning':
      return { met: domain.state === 'running' || domain.state === 'blocked', actual: stateWords[domain.state] }
    case 'isPaused':
      return { met: domain.state === 'paused', actual: stateWords[domain.state] }
    case 'isShutOff':
      return { met: domain.state === 'shutoff', actual: stateWords[domain.state] }
    case 'isPersistent':
      return { met: domain.persistent, actual: domain.persistent ? 'persistent' : 'transient' }
    case 'autostarts':
      return { met: domain.autostart, actual: domain.autostart ? 'enable' : 'disable' }
    case 'hasManagedSave':
      return { met: domain.hasManagedSave, actual: stateWords[domain.state] }
    case 'hasVcpus':
      return { met: inRange(domain.vcpus, test.range), actual: String(domain.vcpus) }
    case 'hasMaxVcpus':
      return { met: inRange(domain.vcpusMax, test.range), actual: String(domain.vcpusMax) }
    case 'hasMemoryMiB':
      return testMemory(domain.memoryMaxKiB, test.range)
    case 'hasCurrentMemoryMiB':
      return testMemory(domain.memoryKiB, test.range)
    case 'hasDisk':
      return testDisks(domain, test.disk, evidence)
    case 'hasNic':
      return testNics(domain, test.nic)
    case 'hasGraphics':
      return testGraphics(domain, test.graphics)
    case 'isOnNetwork':
      return {
        met: domain.interfaces.some((nic) => isOn(nic, test.network)),
        actual: listOrNull(domain.interfaces.map((nic) => nic.source ?? nic.type)),
      }
    case 'hasAddress': {
      const nics = domain.interfaces.filter((nic) => test.network === undefined || isOn(nic, test.network))
      const addresses = nics.flatMap((nic) => nic.addresses).map((address) => address.address)
      return { met: addresses.length > 0, actual: listOrNull(addresses) }
    }
    case 'hasSnapshot':
      return testSnapshot(domain, test.snapshot, test.is, evidence)
    case 'hasNoSnapshot': {
      const names = snapshotsOf(domain, evidence).map((snapshot) => snapshot.name)
      return { met: !names.includes(test.snapshot), actual: listOrNull(names) }
    }
    case 'config':
      return testXml(domain.config, test)
    case 'live':
      return testXml(domain.live, test)
  }
}

function testMemory(kib: number, range: { min?: number; max?: number }): Finding {
  const mib = kib / 1024
  return { met: inRange(mib, range), actual: `${Math.round(mib)} MiB` }
}

function isOn(nic: DomainInterface, network: string): boolean {
  return nic.type === 'network' && nic.source === network
}

function testSnapshot(domain: EvidenceDomain, name: string, is: SnapshotRequirement, evidence: Evidence): Finding {
  const all = snapshotsOf(domain, evidence)
  const found = all.find((snapshot) => snapshot.name === name)
  if (!found) return { met: false, actual: listOrNull(all.map((snapshot) => snapshot.name)) }
  const met =
    (is.location === undefined || found.location === is.location) &&
    (is.memory === undefined || (found.memory !== 'none') === is.memory) &&
    (is.current === undefined || found.isCurrent === is.current) &&
    (is.parent === undefined || found.parent === is.parent) &&
    (is.described === undefined || (found.description.trim() !== '') === is.described)
  const words = [
    name,
    found.location,
    found.memory === 'none' ? 'no memory' : 'with memory',
    found.isCurrent && 'current',
    found.parent && `parent ${found.parent}`,
    found.description && `“${found.description}”`,
  ]
  return { met, actual: words.filter(Boolean).join(', ') }
}

function snapshotsOf(domain: EvidenceDomain, { snapshots }: Evidence) {
  return snapshots.filter((snapshot) => snapshot.domain === domain.name)
}
