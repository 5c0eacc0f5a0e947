import { isVirtLabError } from '#lib/base/error.ts'
import type { Libvirt } from './connect.ts'
import { domainRef, type ObjectKey, wireDomain } from './domain-key.ts'
import { nameState } from './domain-state.ts'
import { readLeasesByMac } from './lease.ts'
import { domainProcedures as procedures } from './rpc/procedures.ts'
import type { Domain, DomainAddress, DomainRef, DomainState } from './types.ts'
import { type DomainFacts, readDomainFacts } from './xml/domain-facts.ts'

const noDomain = 'libvirt.42'
const listFlags = { persistent: 1 << 2, managedSave: 1 << 8, autostart: 1 << 10 }
const xmlFlags = { live: 0, secure: 1 << 0, inactive: 1 << 1 }
const stateStats = 1 << 0

interface Status {
  state: DomainState
  reason: string
  persistent: boolean
  autostart: boolean
  hasManagedSave: boolean
}

/** All domains, running or not (virsh list --all). */
export async function listDomains(lv: Libvirt, flags = 0): Promise<DomainRef[]> {
  const { domains } = await lv.call(procedures.connectListAllDomains, { needResults: true, flags })
  return domains.map(domainRef)
}

/** Code: libvirt.42 if there is none of that name. */
export async function lookupDomain(lv: Libvirt, { name }: { name: string }): Promise<DomainRef> {
  const { dom } = await lv.call(procedures.domainLookupByName, { name })
  return domainRef(dom)
}

/** virsh domstate --reason. Code: libvirt.42. */
export async function readDomainState(lv: Libvirt, key: ObjectKey): Promise<{ state: DomainState; reason: string }> {
  const { state, reason } = await lv.call(procedures.domainGetState, { dom: wireDomain(key), flags: 0 })
  return nameState(state, reason)
}

/** Whether anything is kept of it for a next start. Code: libvirt.42. */
export async function isPersistentDomain(lv: Libvirt, key: ObjectKey): Promise<boolean> {
  return (await lv.call(procedures.domainIsPersistent, { dom: wireDomain(key) })).persistent
}

/** virsh dumpxml, with --inactive or --security-info. Code: libvirt.42. */
export async function readDomainXml(
  lv: Libvirt,
  { inactive = false, secure = false, ...key }: ObjectKey & { inactive?: boolean; secure?: boolean },
): Promise<string> {
  const flags = (inactive ? xmlFlags.inactive : 0) | (secure ? xmlFlags.secure : 0)
  const { xml } = await lv.call(procedures.domainGetXmlDesc, { dom: wireDomain(key), flags })
  return xml
}

/** Everything about one domain. Code: libvirt.42 if it is gone. */
export async function readDomain(lv: Libvirt, uuid: string): Promise<Domain> {
  const dom = wireDomain({ uuid })
  const status = Promise.all([
    readDomainState(lv, { uuid }),
    lv.call(procedures.domainIsPersistent, { dom }),
    lv.call(procedures.domainGetAutostart, { dom }).catch(noAutostart),
    lv.call(procedures.domainHasManagedSaveImage, { dom, flags: 0 }).catch(noManagedSave),
  ])
  const [[state, { persistent }, { autostart }, { saved }], live, inactive, addresses] = await Promise.all([
    status,
    readLive(lv, { uuid }),
    readDomainXml(lv, { uuid, inactive: true }),
    readLeasesByMac(lv),
  ])
  return compose({ ...state, persistent, autostart, hasManagedSave: saved }, live, inactive, addresses)
}

/** Everything about all domains, in a few round trips; one that vanishes meanwhile is left out. */
export async function readDomains(lv: Libvirt): Promise<Domain[]> {
  const list = (flags: number) => listDomains(lv, flags)
  const [all, persistent, autostart, managedSave, states, addresses] = await Promise.all([
    list(0),
    list(listFlags.persistent).then(uuids),
    list(listFlags.autostart).then(uuids),
    list(listFlags.managedSave).then(uuids),
    readStates(lv),
    readLeasesByMac(lv),
  ])
  const read = async ({ uuid, name, id }: DomainRef): Promise<Domain | null> => {
    const state = states.get(uuid)
    if (!state) return null
    const [live, inactive] = await Promise.all([
      id === null ? null : readLive(lv, { uuid, name }),
      readDomainXml(lv, { uuid, name, inactive: true }),
    ])
    const status = {
      ...state,
      persistent: persistent.has(uuid),
      autostart: autostart.has(uuid),
      hasManagedSave: managedSave.has(uuid),
    }
    return compose(status, live, inactive, addresses)
  }
  const domains = await Promise.all(all.map((ref) => read(ref).catch(nullIfGone)))
  return domains.filter((domain) => domain !== null)
}

async function readStates(lv: Libvirt): Promise<Map<string, { state: DomainState; reason: string }>> {
  const args = { domains: [], stats: stateStats, flags: 0 }
  const { records } = await lv.call(procedures.connectGetAllDomainStats, args)
  return new Map(
    records.map(({ dom, params }) => {
      const value = (field: string) => Number(params.find((param) => param.field === field)?.value ?? 0)
      return [dom.uuid, nameState(value('state.state'), value('state.reason'))]
    }),
  )
}

interface LiveXml {
  xml: string
  /** The same with passwords, to know whether there are any; never leaves this file. */
  secureFacts: DomainFacts
}

/** Live XML; null when it does not run. Passwords are asked for only where there is a screen to protect. */
async function readLive(lv: Libvirt, key: ObjectKey): Promise<LiveXml | null> {
  const xml = await readDomainXml(lv, key)
  const facts = readDomainFacts(xml)
  if (facts.id === null) return null
  if (!facts.graphics.some(({ port, socket }) => port !== null || socket !== null)) return { xml, secureFacts: facts }
  return { xml, secureFacts: readDomainFacts(await readDomainXml(lv, { ...key, secure: true })) }
}

function compose(
  status: Status,
  live: LiveXml | null,
  inactiveXml: string,
  addresses: Map<string, DomainAddress[]>,
): Domain {
  const facts = live?.secureFacts ?? readDomainFacts(inactiveXml)
  const withAddresses = (nic: Domain['interfaces'][number]) => {
    const found = live && nic.type === 'network' ? addresses.get(nic.mac) : undefined
    return { ...nic, addresses: found ?? [] }
  }
  return {
    ...facts,
    ...status,
    interfaces: facts.interfaces.map(withAddresses),
    liveXml: live?.xml ?? null,
    inactiveXml: status.persistent ? inactiveXml : null,
  }
}

function uuids(refs: DomainRef[]): Set<string> {
  return new Set(refs.map(({ uuid }) => uuid))
}

/** A transient domain has neither: libvirt says "operation invalid". */
function noAutostart(error: unknown): { autostart: boolean } {
  if (isVirtLabError(error, 'libvirt.55')) return { autostart: false }
  throw error
}

function noManagedSave(error: unknown): { saved: boolean } {
  if (isVirtLabError(error, 'libvirt.55')) return { saved: false }
  throw error
}

function nullIfGone(error: unknown): null {
  if (isVirtLabError(error, noDomain)) return null
  throw error
}
