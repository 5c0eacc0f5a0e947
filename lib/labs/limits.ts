/** What one lab may use of the machine; enforced by Incus on the instance. */
export const labLimits = { memoryMiB: 2048, cpus: 2, processes: 1500, diskGiB: 8 } as const

export type LabLimits = { [K in keyof typeof labLimits]: number }

/** The limits as Incus's config keys; the disk's is the size of the root device. */
export function limitConfig(limits: LabLimits): Record<string, string> {
  return {
    'limits.memory': `${limits.memoryMiB}MiB`,
    'limits.memory.swap': 'false',
    'limits.cpu': String(limits.cpus),
    'limits.processes': String(limits.processes),
  }
}
