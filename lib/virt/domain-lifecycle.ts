import type { Libvirt } from './connect.ts'
import { domainRef, type ObjectKey, wireDomain } from './domain-key.ts'
import type { CallOptions } from './rpc/connection.ts'
import { domainProcedures as procedures } from './rpc/procedures.ts'
import type { DomainRef } from './types.ts'

const start = { paused: 1 << 0, forceBoot: 1 << 3, validate: 1 << 4 }
const define = { validate: 1 << 0 }
const undefine = { managedSave: 1 << 0, snapshotsMetadata: 1 << 1, nvram: 1 << 2, keepNvram: 1 << 3 }
const shutdown = { acpi: 1 << 0, agent: 1 << 1 }
const destroy = { graceful: 1 << 0 }

export type ShutdownMode = 'acpi' | 'agent'

function bits(choice: [boolean | undefined, number][]): number {
  return choice.reduce((sum, [chosen, bit]) => (chosen ? sum | bit : sum), 0)
}

/**
 * virsh define: makes a domain, or replaces the one with the XML's name and UUID; `validate` checks it against the schema.
 * Codes: libvirt.9 the name belongs to another UUID, libvirt.27 and .35 not valid XML, libvirt.67 not supported here.
 */
export async function defineDomain(
  lv: Libvirt,
  { xml, validate }: { xml: string; validate?: boolean },
  options?: CallOptions,
): Promise<DomainRef> {
  const flags = bits([[validate, define.validate]])
  return domainRef((await lv.call(procedures.domainDefineXmlFlags, { xml, flags }, options)).dom)
}

/** virsh create: starts a domain that is gone when it stops. Codes: as defineDomain and startDomain. */
export async function createDomain(
  lv: Libvirt,
  { xml, paused, validate }: { xml: string; paused?: boolean; validate?: boolean },
  options?: CallOptions,
): Promise<DomainRef> {
  const flags = bits([
    [paused, start.paused],
    [validate, start.validate],
  ])
  return domainRef((await lv.call(procedures.domainCreateXml, { xml, flags }, options)).dom)
}

/**
 * virsh start, from its managed save if it has one (`forceBoot` throws that away).
 * Codes: libvirt.42, libvirt.55 runs already, libvirt.1 QEMU did not start, libvirt.38 a file or device is missing.
 */
export async function startDomain(
  lv: Libvirt,
  { paused, forceBoot, ...key }: ObjectKey & { paused?: boolean; forceBoot?: boolean },
  options?: CallOptions,
): Promise<void> {
  const flags = bits([
    [paused, start.paused],
    [forceBoot, start.forceBoot],
  ])
  await lv.call(procedures.domainCreateWithFlags, { dom: wireDomain(key), flags }, options)
}

/** virsh shutdown: asks the guest; it may take its time or not obey. Codes: libvirt.42, libvirt.55 not running, .86 no agent. */
export async function shutdownDomain(
  lv: Libvirt,
  { mode, ...key }: ObjectKey & { mode?: ShutdownMode },
  options?: CallOptions,
): Promise<void> {
  const flags = mode ? shutdown[mode] : 0
  await lv.call(procedures.domainShutdownFlags, { dom: wireDomain(key), flags }, options)
}

/** virsh reboot: asks the guest. Codes as shutdownDomain. */
export async function rebootDomain(
  lv: Libvirt,
  { mode, ...key }: ObjectKey & { mode?: ShutdownMode },
  options?: CallOptions,
): Promise<void> {
  const flags = mode ? shutdown[mode] : 0
  await lv.call(procedures.domainReboot, { dom: wireDomain(key), flags }, options)
}

/** virsh reset: as the button on the case. Codes: libvirt.42, libvirt.55 not running. */
export async function resetDomain(lv: Libvirt, key: ObjectKey, options?: CallOptions): Promise<void> {
  await lv.call(procedures.domainReset, { dom: wireDomain(key), flags: 0 }, options)
}

/** virsh destroy: pulls the plug; `graceful` gives up rather than kill QEMU. Codes: libvirt.42, libvirt.55 not running. */
export async function destroyDomain(
  lv: Libvirt,
  { graceful, ...key }: ObjectKey & { graceful?: boolean },
  options?: CallOptions,
): Promise<void> {
  const flags = bits([[graceful, destroy.graceful]])
  await lv.call(procedures.domainDestroyFlags, { dom: wireDomain(key), flags }, options)
}

/** virsh suspend: the guest's CPUs stop, its memory stays. Codes: libvirt.42, libvirt.55 not running. */
export async function suspendDomain(lv: Libvirt, key: ObjectKey, options?: CallOptions): Promise<void> {
  await lv.call(procedures.domainSuspend, { dom: wireDomain(key) }, options)
}

/** virsh resume. Codes: libvirt.42, libvirt.55 not running. */
export async function resumeDomain(lv: Libvirt, key: ObjectKey, options?: CallOptions): Promise<void> {
  await lv.call(procedures.domainResume, { dom: wireDomain(key) }, options)
}

/**
 * virsh undefine; one that runs becomes transient. Volumes stay.
 * Codes: libvirt.42, libvirt.55 it has a managed save, snapshots or NVRAM that was not asked to go along, or is transient.
 */
export async function undefineDomain(
  lv: Libvirt,
  {
    managedSave,
    snapshotsMetadata,
    nvram,
    keepNvram,
    ...key
  }: ObjectKey & { managedSave?: boolean; snapshotsMetadata?: boolean; nvram?: boolean; keepNvram?: boolean },
  options?: CallOptions,
): Promise<void> {
  const flags = bits([
    [managedSave, undefine.managedSave],
    [snapshotsMetadata, undefine.snapshotsMetadata],
    [nvram, undefine.nvram],
    [keepNvram, undefine.keepNvram],
  ])
  await lv.call(procedures.domainUndefineFlags, { dom: wireDomain(key), flags }, options)
}

/** virsh autostart [--disable]; libvirt sends no event for it. Codes: libvirt.42, libvirt.55 a transient domain. */
export async function setAutostart(
  lv: Libvirt,
  { autostart, ...key }: ObjectKey & { autostart: boolean },
): Promise<void> {
  await lv.call(procedures.domainSetAutostart, { dom: wireDomain(key), autostart })
}
