import { readDomainCapabilities } from '#lib/virt/capabilities.ts'
import type { Libvirt } from '#lib/virt/connect.ts'
import type { XmlElement } from '#lib/virt/xml/edit.ts'
import { hardwareError } from './change-domain.ts'

/**
 * virsh setvcpus --maximum lets more CPUs by than the machine takes, and then nothing can define that VM again. Code:
 * hardware.above-machine.
 */
export async function checkMachine(libvirt: Libvirt, domain: XmlElement | null, maximum: number): Promise<void> {
  const type = domain?.find('os/type')
  if (!domain || !type) return
  const { vcpusMax } = await readDomainCapabilities(libvirt, {
    emulator: domain.find('devices/emulator')?.text,
    arch: type.get('arch') ?? undefined,
    machine: type.get('machine') ?? undefined,
    accelerator: domain.get('type') ?? undefined,
  })
  if (maximum > vcpusMax) throw hardwareError('above-machine', 'maximum', { max: vcpusMax })
}
