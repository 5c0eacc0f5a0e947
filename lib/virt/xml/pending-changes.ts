import { XmlDocument, type XmlElement } from './edit.ts'

/** One value that differs between what runs and what is kept. */
export interface PendingChange {
  /** Where: the device's id, or null for the VM itself. */
  device: string | null
  /** What, as a path below that: `vcpu@current`, `source@network`; empty for the device as a whole. */
  path: string
  now: string | null
  next: string | null
}

/**
 * libvirt adds to what runs (paths, aliases, defaults that QEMU chose): what only the running VM has is no change, unless
 * it is one of these, which somebody takes away.
 */
const removable =
  /^(title|description|memoryBacking\/|cpu\/topology|os\/bootmenu|os\/kernel|os\/initrd|os\/cmdline|boot@order|driver@(cache|io|discard)|link@|source@file|source@dev|source@network$|stats@period|shareable|readonly|bandwidth|iotune)/
/** Chosen anew at each start, or worked out while it runs. */
const runtime =
  /^(alias|seclabel|resource|vcpus|metadata|uuid|name)\b|^vcpu@current$|@id$|(^|\/)(backingStore|mirror|address|alias)\b|source@(index|bridge|portid)$|^driver@type$|^target@(state)$|@tty$|@websocket$/

const cpuModel = 'cpu/model'

/** What waits for the next start, in the XML's order; devices as `devicesOf` names them. */
export function pendingChanges(
  liveXml: string,
  inactiveXml: string,
  devicesOf: (root: XmlElement) => Map<string, XmlElement>,
): PendingChange[] {
  const live = new XmlDocument(liveXml).root
  const next = new XmlDocument(inactiveXml).root
  const [nowValues, nextValues] = [ownValues(live), ownValues(next)]
  if (isResolved(nowValues.get(cpuModel), nextValues.get(cpuModel))) nowValues.delete(cpuModel)
  const changes = compare(null, nowValues, nextValues).filter(({ path, now }) => path !== cpuModel || now !== null)
  const liveDevices = devicesOf(live)
  const nextDevices = devicesOf(next)
  for (const id of new Set([...liveDevices.keys(), ...nextDevices.keys()])) {
    const [was, will] = [liveDevices.get(id), nextDevices.get(id)]
    if (was && will) changes.push(...compare(id, deviceValues(was), deviceValues(will)))
    else changes.push({ device: id, path: '', now: was ? id : null, next: will ? id : null })
  }
  return changes
}

/** host-model is a model of the host's once it runs; which one it was before nobody says. QEMU's own default it never is. */
function isResolved(now: string | undefined, next: string | undefined): boolean {
  return next === 'host-model' && now !== 'host-passthrough' && !/^qemu(64|32)$/.test(now ?? '')
}

function compare(device: string | null, now: Map<string, string>, next: Map<string, string>): PendingChange[] {
  return [...new Set([...now.keys(), ...next.keys()])].flatMap((path) => {
    const [was = null, will = null] = [now.get(path), next.get(path)]
    if (was === will || (will === null && !removable.test(path))) return []
    return [{ device, path, now: was, next: will }]
  })
}

function ownValues(root: XmlElement): Map<string, string> {
  const values = new Map<string, string>()
  for (const element of root.elements()) if (element.name !== 'devices') collect(element, element.name, values)
  // Not there, it is as many as there can be.
  values.set('vcpu@current', root.find('vcpu')?.get('current') ?? root.find('vcpu')?.text ?? '1')
  // What runs is spelt out; which model it is is what one chose.
  const cpu = root.find('cpu')
  for (const path of [...values.keys()])
    if (path.startsWith('cpu') && !path.startsWith('cpu/topology')) values.delete(path)
  const mode = cpu?.get('mode')
  values.set(cpuModel, mode === 'host-passthrough' || mode === 'host-model' ? mode : (cpu?.find('model')?.text ?? ''))
  return values
}

function deviceValues(element: XmlElement): Map<string, string> {
  const values = new Map<string, string>()
  collect(element, '', values)
  const type = element.get('type')
  if (element.name === 'graphics') {
    if (element.get('autoport') === 'yes') values.delete('@port')
    values.delete('@listen')
    if (element.find('listen')?.get('type') === 'socket') values.delete('listen@socket')
  }
  if (element.name === 'interface' && /^(vnet|macvtap)\d+$/.test(values.get('target@dev') ?? ''))
    values.delete('target@dev')
  if (type === 'pty' || element.name === 'channel') values.delete('source@path')
  return values
}

/** Attributes as `a/b@c`, texts as `a/b`, an element without either as an empty text. */
function collect(element: XmlElement, path: string, into: Map<string, string>): void {
  const put = (key: string, value: string) => runtime.test(key) || into.set(key, value)
  for (const { name, value } of element.attributes) put(`${path}@${name}`, value)
  const children = element.elements()
  if (children.length === 0) {
    if (path !== '' && (element.text !== '' || element.attributes.length === 0)) put(path, element.text)
    return
  }
  const counts = new Map<string, number>()
  for (const child of children) {
    const count = (counts.get(child.name) ?? 0) + 1
    counts.set(child.name, count)
    const name = count === 1 ? child.name : `${child.name}[${count}]`
    collect(child, path === '' ? name : `${path}/${name}`, into)
  }
}

/** An XML without what libvirt works out at each start: for two of them to be shown side by side. */
export function comparableXml(xml: string): string {
  const document = new XmlDocument(xml)
  document.root.set('id', null)
  strip(document.root)
  return document.toString()
}

function strip(element: XmlElement): void {
  for (const child of element.elements()) {
    if (['alias', 'seclabel', 'resource', 'backingStore', 'mirror'].includes(child.name)) child.remove()
    else strip(child)
  }
  if (element.name === 'target' && /^vnet\d+$/.test(element.get('dev') ?? '')) element.remove()
  if (element.name === 'source') element.set('index', null).set('portid', null)
  if (element.name === 'console') element.set('tty', null)
}
