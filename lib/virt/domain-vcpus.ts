import type { Libvirt } from './connect.ts'
import type { When } from './domain-devices.ts'
import { type ObjectKey, wireDomain } from './domain-key.ts'
import { whenFlags } from './domain-when.ts'
import { domainProcedures as procedures } from './rpc/procedures.ts'

const configFlag = 1 << 1
const maximumFlag = 1 << 2

/**
 * virsh setvcpus. Codes: libvirt.8 more than the maximum, libvirt.55 it does not run, libvirt.1 QEMU or the guest gives none
 * back.
 */
export async function setVcpus(
  lv: Libvirt,
  { vcpus, when, ...key }: ObjectKey & { vcpus: number; when: When },
): Promise<void> {
  await lv.call(procedures.domainSetVcpusFlags, { dom: wireDomain(key), vcpus, flags: whenFlags(when) })
}

/**
 * virsh setvcpus --maximum --config; a current number above it goes down with it. Codes: libvirt.8 its topology makes
 * another number, libvirt.55 a transient VM.
 */
export async function setMaximumVcpus(lv: Libvirt, { vcpus, ...key }: ObjectKey & { vcpus: number }): Promise<void> {
  const flags = configFlag | maximumFlag
  await lv.call(procedures.domainSetVcpusFlags, { dom: wireDomain(key), vcpus, flags })
}
