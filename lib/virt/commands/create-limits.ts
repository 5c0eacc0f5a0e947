import type { CreateForm } from './create-form.ts'

export interface PoolLimit {
  name: string
  active: boolean
  type: string
  targetPath: string | null
  availableBytes: number
  /** Formats that a new volume of it can have. */
  formats: CreateForm['format'][]
}

export interface NetworkLimit {
  name: string
  active: boolean
  /** nat, route, …; isolated without a way out. */
  forward: string
  /** It tells machines what to boot from the network. */
  pxe: boolean
}

export interface MediaFile {
  path: string
  name: string
  pool: string
  sizeBytes: number
}

export interface DiskImage extends MediaFile {
  format: string | null
  capacityBytes: number
  /** VMs that have it. */
  usedBy: string[]
}

/** The state of the lab host that a form is checked against. */
export interface CreateLimits {
  hostCpus: number
  hostMemoryMiB: number
  hostMemoryFreeMiB: number
  /** Most vCPUs that QEMU gives one VM. */
  maxVcpus: number
  kvm: boolean
  uefi: boolean
  names: string[]
  pools: PoolLimit[]
  networks: NetworkLimit[]
  media: MediaFile[]
  images: DiskImage[]
}
