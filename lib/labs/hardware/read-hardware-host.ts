import { type CpuModel, readDomainCapabilities, readHost } from '#lib/virt/capabilities.ts'
import { readConfigXml } from '#lib/virt/domain-config.ts'
import { lookupDomain, readDomainXml } from '#lib/virt/domain.ts'
import { isPersistentDomain } from '#lib/virt/domain-read.ts'
import type { LabHost } from '../lab-host.ts'
import { readLabMemory } from '../lab-memory.ts'
import { type LabRequest, withLabHost } from '../with-lab-host.ts'

/** What the host has and what its QEMU can do for a VM of this machine. */
export interface HardwareHost {
  cpus: number
  memoryMiB: number
  /** The most vCPUs that the machine takes. */
  vcpusMax: number
  cpuModes: string[]
  cpuModels: CpuModel[]
  /** null where the kernel has no KSM. */
  ksm: { running: boolean; writable: boolean; pagesSharing: number } | null
}

export interface MachineQuery {
  arch: string
  machine: string
  accelerator: string
}

/** virsh domcapabilities, nodeinfo, and KSM's files. Codes: as withLabHost; libvirt.8 for a machine that there is not. */
export function readHardwareHost({
  arch,
  machine,
  accelerator,
  ...request
}: LabRequest & MachineQuery): Promise<HardwareHost> {
  return withLabHost(request, async (lab) => {
    const libvirt = await lab.libvirt()
    const [host, memory, capabilities, ksm] = await Promise.all([
      readHost(libvirt),
      readLabMemory(lab),
      readDomainCapabilities(libvirt, { arch, machine, accelerator }),
      readKsm(lab),
    ])
    const { vcpusMax, cpuModes, cpuModels } = capabilities
    return { cpus: host.cpus, memoryMiB: memory.totalMiB, vcpusMax, cpuModes, cpuModels, ksm }
  })
}

/** /sys/kernel/mm/ksm is the real machine's: a lab host may look, but not touch. */
async function readKsm(lab: LabHost): Promise<HardwareHost['ksm']> {
  const script = 'cd /sys/kernel/mm/ksm && cat run pages_sharing && if ( : >>run ) 2>/dev/null; then echo writable; fi'
  const { exitCode, stdout } = await lab.run(['sh', '-c', script], { timeoutMs: 5_000 })
  const [run, pagesSharing, writable] = stdout.split('\n')
  if (exitCode !== 0 && !pagesSharing) return null
  return { running: run === '1', writable: writable === 'writable', pagesSharing: Number(pagesSharing) }
}

/** virsh dumpxml --security-info, with and without --inactive: to be edited without losing a password. Code: libvirt.42. */
export function readEditableXml({
  vm,
  ...request
}: LabRequest & { vm: string }): Promise<{ live: string | null; inactive: string | null }> {
  return withLabHost(request, async (lab) => {
    const libvirt = await lab.libvirt()
    const { uuid, id } = await lookupDomain(libvirt, { name: vm })
    const [live, persistent] = await Promise.all([
      id === null ? null : readDomainXml(libvirt, { uuid, secure: true }),
      isPersistentDomain(libvirt, { uuid }),
    ])
    return { live, inactive: persistent ? await readConfigXml(libvirt, { uuid }) : null }
  })
}
