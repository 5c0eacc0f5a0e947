import { XmlDocument, type XmlElement } from './edit.ts'

export interface CloneIdentity {
  name: string
  uuid: string
  /** File of each disk that is not shared, by its target. */
  disks: ReadonlyMap<string, string>
  /** One for each NIC. */
  macs: readonly string[]
  nvram: string | null
}

/** The XML of a clone: what virt-clone changes, and nothing else. */
export function clonedDomainXml(xml: string, { name, uuid, disks, macs, nvram }: CloneIdentity): string {
  const document = new XmlDocument(xml)
  const { root } = document
  const from = root.find('name')?.text ?? ''
  root.ensure('name').setText(name)
  root.ensure('uuid').setText(uuid)
  root.find('title')?.remove()
  for (const sysinfo of root.elements('sysinfo')) renameSystem(sysinfo, uuid)
  if (nvram !== null) root.find('os/nvram')?.setText(nvram)
  const devices = root.find('devices')
  for (const disk of devices?.elements('disk') ?? []) {
    const path = disks.get(disk.find('target')?.get('dev') ?? '')
    if (path !== undefined) point(disk, path)
  }
  for (const [index, nic] of (devices?.elements('interface') ?? []).entries()) {
    nic.ensure('mac').set('address', macs[index] ?? '')
    nic.find('target')?.remove()
  }
  for (const graphics of devices?.elements('graphics') ?? []) {
    // Two VMs cannot have the same port.
    if ((graphics.get('port') ?? '-1') !== '-1') graphics.set('port', '-1').set('autoport', 'yes')
  }
  for (const channel of devices?.elements('channel') ?? []) freeChannel(channel)
  for (const kind of ['serial', 'console'])
    for (const serial of devices?.elements(kind) ?? []) if (serial.get('type') === 'file') renameLog(serial, from, name)
  return document.toString()
}

function renameSystem(sysinfo: XmlElement, uuid: string): void {
  const entry = sysinfo
    .find('system')
    ?.elements('entry')
    .find((one) => one.get('name') === 'uuid')
  entry?.setText(uuid)
}

function point(disk: XmlElement, path: string): void {
  disk.set('type', 'file')
  disk.find('backingStore')?.remove()
  disk.find('source')?.replaceWith('<source/>').set('file', path)
}

/** libvirt names the agent's socket after the VM, unless somebody said where. */
function freeChannel(channel: XmlElement): void {
  const [path, target] = [channel.find('source')?.get('path'), channel.find('target')?.get('name')]
  if (channel.get('type') === 'unix' && path && target && path.includes(target)) channel.find('source')?.remove()
}

function renameLog(serial: XmlElement, from: string, name: string): void {
  const source = serial.find('source')
  const path = source?.get('path')
  if (!source || !path) return
  const [, folder = '', stem = '', ending = ''] = /^(.*\/)?([^/]*?)(\.[^./]{1,7})?$/.exec(path) ?? []
  source.set('path', `${folder}${stem === from ? name : `${stem}-clone`}${ending}`)
}
