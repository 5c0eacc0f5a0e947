import type { Domain, Network } from '../types.ts'
import { macProblem, type NicDevice, type NicSource, readNics } from '../xml/device-interface.ts'
import { deviceError } from './device-error.ts'
import type { NicAttach, NicEdit } from './device-input.ts'
import type { FieldError } from './field-error.ts'

export interface NicSurroundings {
  domain: Domain
  domains: readonly Domain[]
  networks: readonly Network[]
}

const deviceName = /^[a-zA-Z0-9][\w.:@-]{0,14}$/

/** Everything wrong with a NIC that is to be added, by field. */
export function checkNicAttach({ source, model, mac, live }: NicAttach, around: NicSurroundings): FieldError[] {
  return [
    ...checkSource(source, { live }, around),
    ...checkModel(model),
    ...(mac === null ? [] : checkMac(mac, around, null)),
  ]
}

/** Everything wrong with a change of a NIC that is there. */
export function checkNicEdit(input: NicEdit, around: NicSurroundings): FieldError[] {
  const { mac, source, model, newMac, live, config } = input
  const { running, kept } = findNic(around.domain, mac)
  if ((live && !running) || (config && !kept)) return [deviceError('mac', 'not-there', { device: mac })]
  const errors = [
    ...(source ? checkSource(source, { live }, around) : []),
    ...(model === undefined ? [] : checkModel(model)),
    ...(newMac === undefined ? [] : checkMac(newMac, around, mac)),
  ]
  if (errors.length > 0 || !live) return errors
  if (model !== undefined) return [deviceError('model', 'nic-identity-live')]
  if (newMac !== undefined) return [deviceError('newMac', 'nic-identity-live')]
  const macvtap = source?.type === 'direct' || running?.type === 'direct'
  return source && macvtap ? [deviceError('source', 'nic-macvtap-live')] : []
}

/** A NIC by its MAC, in what runs and in what is kept. */
export function findNic(domain: Domain, mac: string): { running: NicDevice | null; kept: NicDevice | null } {
  const find = (xml: string | null) => (xml ? readNics(xml).find((nic) => sameMac(nic.mac, mac)) : null) ?? null
  return { running: find(domain.liveXml), kept: find(domain.inactiveXml) }
}

/** Errors of a MAC by itself, and whether another NIC of this host has it. `own`: the NIC's MAC until now. */
export function checkMac(mac: string, { domains }: Pick<NicSurroundings, 'domains'>, own: string | null): FieldError[] {
  const field = own === null ? 'mac' : 'newMac'
  const problem = macProblem(mac)
  if (problem) return [deviceError(field, `mac-${problem}`)]
  if (own !== null && sameMac(mac, own)) return []
  const owner = domains.find((domain) =>
    [domain.liveXml, domain.inactiveXml].some((xml) => xml && readNics(xml).some((nic) => sameMac(nic.mac, mac))),
  )
  return owner ? [deviceError(field, 'mac-taken', { mac, vm: owner.name })] : []
}

export function sameMac(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase()
}

function checkSource(source: NicSource, { live }: { live: boolean }, { networks }: NicSurroundings): FieldError[] {
  if (source.type !== 'network')
    return deviceName.test(source.name) ? [] : [deviceError('source', 'device-name', { name: source.name })]
  const network = networks.find(({ name }) => name === source.name)
  if (!network) return [deviceError('source', 'network-gone', { network: source.name })]
  return live && !network.active ? [deviceError('source', 'network-inactive', { network: source.name })] : []
}

function checkModel(model: string): FieldError[] {
  return /^[a-z0-9][a-z0-9-]{0,31}$/.test(model) ? [] : [deviceError('model', 'model-form', { model })]
}
