import { type ErrorParams, VirtLabError } from '#lib/base/error.ts'
import type { When } from '#lib/virt/commands/hardware-commands.ts'
import type { Libvirt } from '#lib/virt/connect.ts'
import { readConfigXml } from '#lib/virt/domain-config.ts'
import type { ObjectKey } from '#lib/virt/domain-key.ts'
import { defineDomain, lookupDomain, readDomainXml } from '#lib/virt/domain.ts'
import { isPersistentDomain } from '#lib/virt/domain-read.ts'
import { XmlDocument, type XmlElement } from '#lib/virt/xml/edit.ts'

export interface DomainChange {
  key: ObjectKey
  /** The <domain> that runs and the one that is kept, as far as there is one and it is to be changed. */
  xml: { live: XmlElement | null; config: XmlElement | null }
  /** What takes back a live change that was made, should a later one fail. What is kept is put back anyway. */
  undo: (step: () => Promise<unknown>) => void
}

export function hardwareError(code: string, field?: string, params: ErrorParams = {}): VirtLabError {
  return new VirtLabError({ code: `hardware.${code}`, message: code, params, field, status: 409 })
}

/**
 * Changes a VM whole or not at all. Codes: hardware.transient for what is to be kept of a VM of which nothing is kept (to
 * define it would make it persistent), hardware.not-running for what is to be now of one that is off.
 */
export async function changeDomain(
  libvirt: Libvirt,
  vm: string,
  when: When,
  change: (domain: DomainChange) => Promise<void>,
): Promise<void> {
  const domain = await lookupDomain(libvirt, { name: vm })
  const key = { uuid: domain.uuid, name: vm }
  if (when.config && !(await isPersistentDomain(libvirt, key))) throw hardwareError('transient')
  if (when.live && domain.id === null) throw hardwareError('not-running')
  const kept = when.config ? await readConfigXml(libvirt, key) : null
  const live = domain.id === null ? null : new XmlDocument(await readDomainXml(libvirt, key)).root
  const undos: (() => Promise<unknown>)[] = []
  try {
    const config = kept === null ? null : new XmlDocument(kept).root
    await change({ key, xml: { live, config }, undo: (step) => void undos.unshift(step) })
  } catch (error) {
    for (const undo of undos) await undo()
    if (kept !== null) await defineDomain(libvirt, { xml: kept })
    throw error
  }
}
