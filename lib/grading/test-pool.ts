import type { StorageVolume } from '#lib/virt/types.ts'
import type { Finding } from './evaluate.ts'
import type { Evidence } from './evidence.ts'
import type { DiskRequirement, PoolTest } from './expectation.ts'
import { inRange, listOrNull } from './finding.ts'
import { testXml } from './test-xml.ts'

const GiB = 1024 ** 3

export function testPool(name: string, test: PoolTest, evidence: Evidence): Finding {
  const pool = evidence.pools.find((candidate) => candidate.name === name)
  if (test.type === 'isAbsent') return { met: !pool, actual: pool?.state ?? null }
  if (!pool) return { met: false, actual: test.type === 'exists' ? listOrNull(evidence.names.pool) : null }
  switch (test.type) {
    case 'exists':
      return { met: true, actual: null }
    case 'isActive':
      return { met: pool.state === 'running', actual: pool.state }
    case 'isInactive':
      return { met: pool.state === 'inactive', actual: pool.state }
    case 'isPersistent':
      return { met: pool.persistent, actual: pool.persistent ? 'persistent' : 'transient' }
    case 'autostarts':
      return { met: pool.autostart, actual: pool.autostart ? 'yes' : 'no' }
    case 'hasType':
      return { met: pool.type === test.poolType, actual: pool.type }
    case 'hasTarget':
      return { met: trimSlash(pool.targetPath) === trimSlash(test.path), actual: pool.targetPath }
    case 'config':
      return testXml(pool.config, test)
    case 'hasNoVolume':
      return {
        met: !evidence.volumes.some((volume) => volume.pool === name && volume.name === test.volume),
        actual: listOrNull(evidence.volumes.filter((volume) => volume.pool === name).map(({ name: one }) => one)),
      }
    case 'hasVolume': {
      const volumes = evidence.volumes.filter((volume) => volume.pool === name)
      return {
        met: volumes.some((volume) => volume.name === test.volume && fitsVolume(volume, test)),
        actual: listOrNull(volumes.map((volume) => describeVolume(volume))),
      }
    }
  }
}

export function fitsVolume(
  volume: Pick<StorageVolume, 'format' | 'capacityBytes' | 'backingPath'>,
  required: Pick<DiskRequirement, 'format' | 'minGiB' | 'maxGiB' | 'backing'>,
): boolean {
  const { format, minGiB, maxGiB, backing } = required
  return (
    (format === undefined || volume.format === format) &&
    inRange(volume.capacityBytes / GiB, { min: minGiB, max: maxGiB }) &&
    (backing === undefined || volume.backingPath === backing || (volume.backingPath ?? '').endsWith(`/${backing}`))
  )
}

/** 2147483648 → `2 GiB`, 1610612736 → `1.5 GiB` */
export function formatGiB(bytes: number): string {
  return `${Number((bytes / GiB).toFixed(2))} GiB`
}

function describeVolume(volume: Pick<StorageVolume, 'name' | 'format' | 'capacityBytes' | 'backingPath'>): string {
  const backing = volume.backingPath && `← ${volume.backingPath}`
  return [volume.name, volume.format, formatGiB(volume.capacityBytes), backing].filter(Boolean).join(' ')
}

function trimSlash(path: string | null): string | null {
  return path?.replace(/(?<=.)\/+$/, '') ?? null
}
