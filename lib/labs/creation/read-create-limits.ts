import { readDomainCapabilities, readHost } from '#lib/virt/capabilities.ts'
import type { CreateLimits, DiskImage, MediaFile, NetworkLimit, PoolLimit } from '#lib/virt/commands/create-limits.ts'
import type { Libvirt } from '#lib/virt/connect.ts'
import { readDomains } from '#lib/virt/domain.ts'
import { readNetworks } from '#lib/virt/network.ts'
import { readPools, refreshPool } from '#lib/virt/pool.ts'
import type { Network, StoragePool, StorageVolume } from '#lib/virt/types.ts'
import { listVolumes } from '#lib/virt/volume.ts'
import type { LabHost } from '../lab-host.ts'
import { readLabMemory } from '../lab-memory.ts'

/** virt-install's own pool, for the kernels it boots. */
const scratchPool = 'boot-scratch'
const filePools = ['dir', 'fs', 'netfs']
const bytesPerMiB = 1024 ** 2

/** What a new VM can be made of on this host, as it is now: a file that was copied into a pool by hand is seen too. */
export async function readCreateLimits(labHost: Pick<LabHost, 'run' | 'libvirt'>): Promise<CreateLimits> {
  const libvirt = await labHost.libvirt()
  const [host, memory, capabilities, domains, networks, allPools] = await Promise.all([
    readHost(libvirt),
    readLabMemory(labHost),
    readDomainCapabilities(libvirt),
    readDomains(libvirt),
    readNetworks(libvirt),
    readFreshPools(libvirt),
  ])
  const pools = allPools.filter((pool) => pool.name !== scratchPool)
  const users = new Map<string, string[]>()
  for (const { name, disks } of domains) {
    for (const { source, device } of disks) {
      if (source && device === 'disk') users.set(source, [...(users.get(source) ?? []), name])
    }
  }
  const volumes = (await Promise.all(pools.map((pool) => listPoolVolumes(libvirt, pool)))).flat()
  return {
    hostCpus: host.cpus,
    hostMemoryMiB: memory.totalMiB,
    hostMemoryFreeMiB: memory.availableMiB,
    maxVcpus: capabilities.vcpusMax,
    kvm: capabilities.accelerator === 'kvm',
    uefi: capabilities.firmware.includes('efi'),
    names: domains.map(({ name }) => name),
    pools: pools.map(toPoolLimit),
    networks: networks.map(toNetworkLimit),
    media: volumes.filter(isIso).map(toMedia),
    images: volumes.filter((volume) => isDisk(volume)).map((volume) => toImage(volume, users.get(volume.path) ?? [])),
  }
}

interface PoolVolume extends StorageVolume {
  pool: string
}

async function readFreshPools(libvirt: Libvirt): Promise<StoragePool[]> {
  const running = (await readPools(libvirt)).filter((pool) => pool.state === 'running')
  // A pool that cannot be read (its folder is gone) must not hide the others.
  await Promise.all(running.map(({ uuid }) => refreshPool(libvirt, { uuid }).catch(() => {})))
  return readPools(libvirt)
}

async function listPoolVolumes(libvirt: Libvirt, pool: StoragePool): Promise<PoolVolume[]> {
  if (pool.state !== 'running') return []
  const volumes = await listVolumes(libvirt, { pool: { uuid: pool.uuid } })
  return volumes.map((volume) => ({ ...volume, pool: pool.name }))
}

const isIso = ({ name, format }: StorageVolume) => format === 'iso' || name.toLowerCase().endsWith('.iso')
const isDisk = (volume: StorageVolume) => (volume.type === 'file' || volume.type === 'block') && !isIso(volume)

const toMedia = ({ path, name, pool, capacityBytes }: PoolVolume): MediaFile => ({
  path,
  name,
  pool,
  sizeBytes: capacityBytes,
})

function toImage(
  { path, name, pool, format, allocationBytes, capacityBytes }: PoolVolume,
  usedBy: string[],
): DiskImage {
  return { path, name, pool, sizeBytes: allocationBytes, format, capacityBytes, usedBy }
}

function toPoolLimit(pool: StoragePool): PoolLimit {
  return {
    name: pool.name,
    active: pool.state === 'running',
    type: pool.type,
    targetPath: pool.targetPath,
    // A whole MiB less: metadata of the image counts too.
    availableBytes: Math.max(0, pool.availableBytes - bytesPerMiB),
    formats: filePools.includes(pool.type) ? fileFormats : ['raw'],
  }
}

const fileFormats: PoolLimit['formats'] = ['qcow2', 'raw', 'qed']

const toNetworkLimit = ({ name, active, forward, xml }: Network): NetworkLimit => ({
  name,
  active,
  forward,
  pxe: /<bootp\b/.test(xml),
})
