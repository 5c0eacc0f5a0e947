import { isVirtLabError, VirtLabError } from '#lib/base/error.ts'
import { readConfigXml } from '#lib/virt/domain-config.ts'
import { defineDomain, lookupDomain } from '#lib/virt/domain.ts'
import { createDomain } from '#lib/virt/domain-lifecycle.ts'
import { isPersistentDomain, listDomains } from '#lib/virt/domain-read.ts'
import { placeOf } from '#lib/virt/xml/edit-read.ts'
import { XmlDocument, type XmlElement } from '#lib/virt/xml/edit.ts'
import type { LabHost } from '../lab-host.ts'
import type { OperationContext } from '../operations/operation.ts'
import { hardwareError } from './change-domain.ts'
import { placeOfWords } from './place-of-words.ts'

const schema = '/usr/share/libvirt/schemas/domain.rng'

/**
 * virsh define --validate, for a VM that stays the one it is. Every error says the line that it is at, as `params.line`.
 * Codes: xml.not-well-formed, hardware.xml-root, hardware.xml-name, hardware.xml-uuid, hardware.changed-meanwhile,
 * hardware.xml-schema, hardware.xml-refused, hardware.transient.
 */
export async function defineXml(
  { vm, xml, base }: { vm: string; xml: string; base?: string },
  { libvirt, host }: Pick<OperationContext, 'libvirt' | 'host'>,
): Promise<void> {
  const { uuid } = await lookupDomain(libvirt, { name: vm })
  const { root } = domainOf(vm, xml)
  const identified = root.find('uuid')
  if (identified?.text !== uuid) throw at('xml-uuid', xml, identified ?? root, { uuid })
  if (!(await isPersistentDomain(libvirt, { uuid }))) throw hardwareError('transient')
  if (base !== undefined && (await readConfigXml(libvirt, { uuid })) !== base)
    throw hardwareError('changed-meanwhile', 'xml')
  await defineDomain(libvirt, { xml, validate: true }).catch((error: unknown) => refused(error, xml, host))
}

/**
 * A VM that there was not before: virsh define --validate, or, for a transient one, virsh create --validate. Codes as of
 * defineXml, and hardware.xml-name-taken, hardware.xml-uuid-taken.
 */
export async function createFromXml(
  { vm, xml, transient, paused }: { vm: string; xml: string; transient: boolean; paused?: boolean },
  { libvirt, host }: Pick<OperationContext, 'libvirt' | 'host'>,
): Promise<void> {
  const { root, named } = domainOf(vm, xml)
  const uuid = root.find('uuid')
  for (const domain of await listDomains(libvirt)) {
    // libvirt would take it for a new definition of that one.
    if (domain.name === vm) throw at('xml-name-taken', xml, named, { name: vm })
    if (uuid && domain.uuid === uuid.text) throw at('xml-uuid-taken', xml, uuid, { name: domain.name })
  }
  const made = transient
    ? createDomain(libvirt, { xml, paused, validate: true })
    : defineDomain(libvirt, { xml, validate: true })
  await made.catch((error: unknown) => refused(error, xml, host))
}

/** The elements of a VM's XML, which has the name that it is to have. */
function domainOf(vm: string, xml: string): { root: XmlElement; named: XmlElement } {
  const { root } = new XmlDocument(xml)
  if (root.name !== 'domain') throw at('xml-root', xml, root, { name: root.name })
  const named = root.find('name')
  if (named?.text !== vm) throw at('xml-name', xml, named ?? root, { name: vm })
  return { root, named }
}

async function refused(error: unknown, xml: string, host: LabHost): Promise<never> {
  if (!isVirtLabError(error)) throw error
  const words = error.message
  const inSchema = words.includes('validate against schema')
  const line = (inSchema ? await schemaLine(host, xml) : null) ?? placeOfWords(words, xml)
  throw new VirtLabError({
    code: inSchema ? 'hardware.xml-schema' : 'hardware.xml-refused',
    message: words,
    params: { words, line },
    field: 'xml',
    status: error.status,
    cause: error,
  })
}

/** libvirt's words about its schema name no line, xmllint's do. */
async function schemaLine(host: LabHost, xml: string): Promise<number | null> {
  const { stderr } = await host.run(['xmllint', '--noout', '--nonet', '--relaxng', schema, '-'], {
    input: xml,
    timeoutMs: 10_000,
  })
  const lines = [...stderr.matchAll(/^-:(\d+): element/gm)].map(([, line]) => Number(line))
  return lines.length > 0 ? Math.max(...lines) : null
}

function at(code: string, xml: string, element: XmlElement, params: Record<string, string>): VirtLabError {
  const { line } = placeOf(xml, element.offset)
  return hardwareError(code, 'xml', { ...params, line })
}
