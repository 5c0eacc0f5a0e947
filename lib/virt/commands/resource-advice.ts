import type { CreateForm } from './create-form.ts'
import type { CreateLimits } from './create-limits.ts'

/** The book's three sizes; the first number is what choosing one sets, if the host has it. */
export const sizePresets = {
  desktop: { vcpus: 2, vcpusMax: 4, memoryMiB: 4096, memoryMaxMiB: 8192 },
  server: { vcpus: 4, vcpusMax: 8, memoryMiB: 8192, memoryMaxMiB: 16384 },
  test: { vcpus: 1, vcpusMax: 2, memoryMiB: 1024, memoryMaxMiB: 2048 },
} as const
export type SizePreset = keyof typeof sizePresets

const cpuShare = 0.75
const bookReserveMiB = 2048

export interface Advice {
  field: 'memoryMiB' | 'vcpus' | 'sizeGiB' | 'format'
  /** Key below `wizard.advice` in the messages. */
  key: string
  params: Record<string, string | number>
}

/** What the book advises against in this form on this host: nothing that libvirt refuses, so nothing that stops the wizard. */
export function adviseResources(form: CreateForm, limits: CreateLimits): Advice[] {
  return [...adviseCpus(form, limits), ...adviseMemory(form, limits), ...adviseFormat(form)]
}

/** Largest number of vCPUs within 75 % of the host's CPUs; at least one. */
export function advisedCpus(hostCpus: number): number {
  return Math.max(1, Math.floor(hostCpus * cpuShare))
}

/** What stays with the host: the book's 2 GiB, or a quarter of a host that has less than twice that. */
export function reservedMemoryMiB(hostMemoryMiB: number): number {
  return hostMemoryMiB >= 2 * bookReserveMiB ? bookReserveMiB : Math.ceil(hostMemoryMiB / 4)
}

/** Most memory that still leaves the host its share. */
export function advisedMemoryMiB(hostMemoryMiB: number): number {
  return hostMemoryMiB - reservedMemoryMiB(hostMemoryMiB)
}

function adviseCpus({ vcpus }: CreateForm, { hostCpus }: CreateLimits): Advice[] {
  if (vcpus === null || vcpus <= advisedCpus(hostCpus)) return []
  return [{ field: 'vcpus', key: vcpus > hostCpus ? 'cpus-over-host' : 'cpus-over-share', params: { vcpus, hostCpus } }]
}

function adviseMemory({ memoryMiB }: CreateForm, limits: CreateLimits): Advice[] {
  if (memoryMiB === null || memoryMiB > limits.hostMemoryMiB) return []
  const leftMiB = limits.hostMemoryMiB - memoryMiB
  if (memoryMiB > limits.hostMemoryFreeMiB) {
    return [{ field: 'memoryMiB', key: 'memory-over-free', params: { freeMiB: limits.hostMemoryFreeMiB } }]
  }
  const reservedMiB = reservedMemoryMiB(limits.hostMemoryMiB)
  return leftMiB < reservedMiB
    ? [{ field: 'memoryMiB', key: 'memory-little-left', params: { leftMiB, reservedMiB } }]
    : []
}

function adviseFormat(form: CreateForm): Advice[] {
  if (form.method === 'import' || form.storage !== 'create' || form.format === 'qcow2') return []
  return [{ field: 'format', key: `format-${form.format}`, params: {} }]
}
