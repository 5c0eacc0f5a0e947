import { type PoolType, poolTypes } from '#lib/virt/commands/pool-form.ts'
import { readPoolCapabilities } from '#lib/virt/pool-capabilities.ts'
import type { LabHost } from '../lab-host.ts'
import { type LabRequest, withLabHost } from '../with-lab-host.ts'

/** Why a kind of pool cannot be defined, or defined but not started; keys below `storage.support` in the messages. */
export type PoolObstacle =
  | 'no-backend'
  | 'no-block-mounts'
  | 'no-device-mapper'
  | 'no-nfs'
  | 'no-nfs-client'
  | 'no-initiator'
  | 'needs-target'

export interface PoolSupport {
  type: PoolType
  /** This libvirt has a backend for it, so it can be defined. */
  define: boolean
  /** As far as the host's kernel goes. */
  start: boolean
  obstacle: PoolObstacle | null
}

/** One word a line for each thing that the kernel or the host has. */
const surveyScript = `
set -- $(cat /proc/self/uid_map); [ "$1 $2" = '0 0' ] && echo whole-kernel
grep -q device-mapper /proc/devices && [ -e /dev/mapper/control ] && echo device-mapper
grep -qw nfs /proc/filesystems && echo nfs
command -v mount.nfs >/dev/null && echo nfs-client
[ -d /sys/class/iscsi_transport ] && command -v iscsiadm >/dev/null && echo initiator
true`

/** What each kind of pool will come to on this lab's host: from libvirt's capabilities and from its kernel. */
export function readPoolSupport(request: LabRequest): Promise<PoolSupport[]> {
  return withLabHost(request, async (host) => {
    const [backends, has] = await Promise.all([readPoolCapabilities(await host.libvirt()), surveyHost(host)])
    return poolTypes.map((type) => {
      if (!backends[type]) return { type, define: false, start: false, obstacle: 'no-backend' }
      const obstacle = obstacleOf(type, has)
      return { type, define: true, start: obstacle === null || obstacle === 'needs-target', obstacle }
    })
  })
}

async function surveyHost(host: LabHost): Promise<Set<string>> {
  const { stdout } = await host.run(['sh', '-c', surveyScript])
  return new Set(stdout.split('\n').filter((line) => line !== ''))
}

/** Only the first user namespace may mount block devices and NFS, and talk to the kernel's iSCSI initiator. */
function obstacleOf(type: PoolType, has: Set<string>): PoolObstacle | null {
  const whole = has.has('whole-kernel')
  switch (type) {
    case 'dir':
      return null
    case 'fs':
      return whole ? null : 'no-block-mounts'
    case 'netfs':
      if (!has.has('nfs-client')) return 'no-nfs-client'
      return whole && has.has('nfs') ? null : 'no-nfs'
    case 'logical':
      return whole && has.has('device-mapper') ? null : 'no-device-mapper'
    case 'iscsi':
      return whole && has.has('initiator') ? null : 'no-initiator'
    case 'iscsi-direct':
      return 'needs-target'
  }
}
