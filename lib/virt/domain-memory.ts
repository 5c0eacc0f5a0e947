import type { Libvirt } from './connect.ts'
import type { When } from './domain-devices.ts'
import { type ObjectKey, wireDomain } from './domain-key.ts'
import { whenFlags } from './domain-when.ts'
import { domainProcedures as procedures } from './rpc/procedures.ts'

const configFlag = 1 << 1
const maximumFlag = 1 << 2

/** virsh setmem: while it runs, the balloon's aim. Codes: libvirt.8 more than the maximum, libvirt.55 it does not run. */
export async function setMemory(
  lv: Libvirt,
  { memoryKiB, when, ...key }: ObjectKey & { memoryKiB: number; when: When },
): Promise<void> {
  await lv.call(procedures.domainSetMemoryFlags, {
    dom: wireDomain(key),
    memoryKiB,
    flags: whenFlags(when),
  })
}

/** virsh setmaxmem --config; the current size goes down with it. Code: libvirt.55 a transient VM. */
export async function setMaximumMemory(
  lv: Libvirt,
  { memoryKiB, ...key }: ObjectKey & { memoryKiB: number },
): Promise<void> {
  const flags = configFlag | maximumFlag
  await lv.call(procedures.domainSetMemoryFlags, { dom: wireDomain(key), memoryKiB, flags })
}

/** virsh dommemstat --period: how often the balloon tells what the guest uses; 0 never. Code: libvirt.55 no balloon. */
export async function setMemoryStatsPeriod(
  lv: Libvirt,
  { periodSeconds, when, ...key }: ObjectKey & { periodSeconds: number; when: When },
): Promise<void> {
  const flags = whenFlags(when)
  await lv.call(procedures.domainSetMemoryStatsPeriod, { dom: wireDomain(key), periodSeconds, flags })
}
