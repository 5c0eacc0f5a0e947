import type { Libvirt } from './connect.ts'
import { type ObjectKey, wireDomain } from './domain-key.ts'
import { readDomainXml } from './domain-read.ts'
import type { LibvirtEvent } from './events.ts'
import { domainProcedures as procedures } from './rpc/procedures.ts'
import { readDeviceAliases } from './xml/device-aliases.ts'

/** Which of the two definitions a change is for: what runs, and what it starts from the next time. */
export interface When {
  live: boolean
  config: boolean
}

const flag = { live: 1 << 0, config: 1 << 1, force: 1 << 2 }

function whenFlags({ live, config }: When): number {
  return (live ? flag.live : 0) | (config ? flag.config : 0)
}

interface DeviceChange extends ObjectKey {
  /** One device's element. */
  xml: string
  when: When
}

/**
 * virsh attach-device: for both definitions, in both or in none. Codes: libvirt.55 not running, libvirt.67 this cannot be
 * plugged in while it runs, libvirt.1 no free slot, libvirt.9 QEMU refused, libvirt.27 the XML.
 */
export async function attachDevice(lv: Libvirt, { xml, when, ...key }: DeviceChange): Promise<void> {
  await lv.call(procedures.domainAttachDeviceFlags, { dom: wireDomain(key), xml, flags: whenFlags(when) })
}

/**
 * virsh detach-device. For a running VM its guest is asked to let go, and this answers after 5 s whether it did or not: see
 * detachLiveDevice. Codes: libvirt.55 not running, libvirt.99 no such device, libvirt.67 it cannot be unplugged.
 */
export async function detachDevice(lv: Libvirt, { xml, when, ...key }: DeviceChange): Promise<void> {
  await lv.call(procedures.domainDetachDeviceFlags, { dom: wireDomain(key), xml, flags: whenFlags(when) })
}

/** virsh update-device; `force` also opens a tray that the guest locked. Codes: as attachDevice. */
export async function updateDevice(
  lv: Libvirt,
  { xml, when, force = false, ...key }: DeviceChange & { force?: boolean },
): Promise<void> {
  const flags = whenFlags(when) | (force ? flag.force : 0)
  await lv.call(procedures.domainUpdateDeviceFlags, { dom: wireDomain(key), xml, flags })
}

/** What became of a device that a running guest was asked to let go. */
export type Removal = 'removed' | 'refused' | 'no-answer'

/**
 * virsh detach-device-alias --live, and then waits until the guest has let go, refused or been silent for `patienceMs` more
 * (libvirt has already waited 5 s by then). A request without an answer stands: the guest may still let go later.
 * Codes: libvirt.55 not running, libvirt.99 no such alias, libvirt.67 it cannot be unplugged.
 */
export async function detachLiveDevice(
  lv: Libvirt,
  { alias, patienceMs = 10_000, ...key }: ObjectKey & { alias: string; patienceMs?: number },
): Promise<Removal> {
  const answer = awaitRemoval(lv, key.uuid, alias)
  try {
    await lv.call(procedures.domainDetachDeviceAlias, { dom: wireDomain(key), alias, flags: flag.live })
    if (!readDeviceAliases(await readDomainXml(lv, key)).includes(alias)) return 'removed'
    return await answer.within(patienceMs)
  } finally {
    answer.stop()
  }
}

function awaitRemoval(lv: Libvirt, uuid: string, alias: string) {
  const { promise, resolve } = Promise.withResolvers<Removal>()
  let timer: NodeJS.Timeout | undefined
  const stopListening = lv.onEvent((event) => {
    const removal = removalOf(event, uuid, alias)
    if (removal) resolve(removal)
  })
  return {
    within(ms: number): Promise<Removal> {
      timer = setTimeout(() => resolve('no-answer'), ms)
      return promise
    },
    stop() {
      clearTimeout(timer)
      void stopListening()
    },
  }
}

function removalOf(event: LibvirtEvent, uuid: string, alias: string): Removal | null {
  if (event.type === 'domain-device-removed' || event.type === 'domain-device-removal-failed') {
    if (event.domain.uuid !== uuid || event.alias !== alias) return null
    return event.type === 'domain-device-removed' ? 'removed' : 'refused'
  }
  // With QEMU all its devices are gone.
  const stopped = event.type === 'domain-lifecycle' && event.event === 'stopped' && event.domain.uuid === uuid
  return stopped ? 'removed' : null
}
