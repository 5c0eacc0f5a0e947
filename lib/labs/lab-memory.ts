import type { LabHost } from './lab-host.ts'

export interface LabMemory {
  totalMiB: number
  availableMiB: number
}

/** What the lab host may use. Not virsh nodeinfo: that is the machine's memory node, whatever a lab host gets of it. */
export async function readLabMemory(labHost: Pick<LabHost, 'run'>): Promise<LabMemory> {
  const { stdout } = await labHost.run(['cat', '/proc/meminfo'])
  const readMiB = (key: string) =>
    Math.floor(Number(new RegExp(`^${key}:\\s+(\\d+) kB`, 'm').exec(stdout)?.[1] ?? 0) / 1024)
  return { totalMiB: readMiB('MemTotal'), availableMiB: readMiB('MemAvailable') }
}
