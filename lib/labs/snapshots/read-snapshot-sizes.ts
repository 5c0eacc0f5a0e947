import { z } from 'zod'
import { lookupDomain, readDomain } from '#lib/virt/domain.ts'
import { listSnapshots } from '#lib/virt/snapshot.ts'
import { readSnapshotFacts } from '#lib/virt/xml/snapshot-facts.ts'
import type { LabHost } from '../lab-host.ts'
import { type LabRequest, withLabHost } from '../with-lab-host.ts'

const images = z.array(
  z.object({ snapshots: z.array(z.object({ name: z.string(), 'vm-state-size': z.number() })).default([]) }),
)

/**
 * What each snapshot of a VM takes, in bytes, as far as anybody can say: the memory within a qcow2 file, or the files of an
 * external one. The blocks that an internal snapshot keeps are not counted by qcow2. Codes: lab.*, libvirt.42.
 */
export function readSnapshotSizes({ vm, ...request }: LabRequest & { vm: string }): Promise<Record<string, number>> {
  return withLabHost(request, async (host) => {
    const libvirt = await host.libvirt()
    const domain = await readDomain(libvirt, (await lookupDomain(libvirt, { name: vm })).uuid)
    const snapshots = await listSnapshots(libvirt, domain)
    const paths = domain.disks.flatMap(({ device, format, source }) =>
      device === 'disk' && format === 'qcow2' && source?.startsWith('/') ? [source] : [],
    )
    const inside = (await Promise.all(paths.map((path) => readInside(host, path)))).flat()
    const sizes: Record<string, number> = {}
    for (const { name, location, memory, xml } of snapshots) {
      if (location === 'internal') {
        const states = inside.filter((one) => one.name === name)
        if (memory !== 'none') sizes[name] = states.reduce((sum, one) => sum + one['vm-state-size'], 0)
      } else {
        const { disks, memoryFile } = readSnapshotFacts(xml)
        const files = [memoryFile, ...disks.map(({ overlay }) => overlay)].filter((file) => file !== null)
        sizes[name] = await readAllocation(host, files)
      }
    }
    return sizes
  })
}

async function readInside(host: LabHost, path: string) {
  const { exitCode, stdout } = await host.run(['qemu-img', 'info', '-U', '--backing-chain', '--output=json', path])
  return exitCode === 0 ? images.parse(JSON.parse(stdout)).flatMap(({ snapshots }) => snapshots) : []
}

async function readAllocation(host: LabHost, files: string[]): Promise<number> {
  const { stdout } = await host.run(['stat', '--format', '%b %B', '--', ...files])
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .reduce((sum, line) => {
      const [blocks = 0, size = 0] = line.split(' ').map(Number)
      return sum + blocks * size
    }, 0)
}
