import type { Finding } from './evaluate.ts'
import type { Evidence } from './evidence.ts'
import type { NetworkTest } from './expectation.ts'
import { listOrNull } from './finding.ts'
import { testXml } from './test-xml.ts'

export function testNetwork(name: string, test: NetworkTest, evidence: Evidence): Finding {
  const network = evidence.networks.find((candidate) => candidate.name === name)
  if (test.type === 'isAbsent')
    return { met: !network, actual: network ? (network.active ? 'active' : 'inactive') : null }
  if (!network) return { met: false, actual: test.type === 'exists' ? listOrNull(evidence.names.network) : null }
  switch (test.type) {
    case 'exists':
      return { met: true, actual: null }
    case 'isActive':
      return { met: network.active, actual: network.active ? 'active' : 'inactive' }
    case 'isInactive':
      return { met: !network.active, actual: network.active ? 'active' : 'inactive' }
    case 'isPersistent':
      return { met: network.persistent, actual: network.persistent ? 'persistent' : 'transient' }
    case 'autostarts':
      return { met: network.autostart, actual: network.autostart ? 'yes' : 'no' }
    case 'hasForward':
      return { met: network.forward === test.mode, actual: network.forward }
    case 'hasLease': {
      const leases = evidence.leases.filter((lease) => lease.network === name)
      const met = leases.some(
        ({ hostname, address }) =>
          (test.hostname === undefined || hostname === test.hostname) &&
          (test.address === undefined || address === test.address),
      )
      return { met, actual: listOrNull(leases.map(({ hostname, address }) => [hostname, address].join(' ').trim())) }
    }
    case 'config':
      return testXml(network.config, test)
    case 'live':
      return testXml(network.live, test)
  }
}
