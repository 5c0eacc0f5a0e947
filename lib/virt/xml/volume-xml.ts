import type { VolumeAllocation } from '../commands/volume-form.ts'
import type { StoragePermissions } from '../types.ts'
import { parseRoot, parseXml, serializeXml } from './document.ts'
import { element } from './markup.ts'
import { attribute, find, number, text } from './query.ts'
import type { Element } from '@xmldom/xmldom'

export interface NewVolume {
  name: string
  format: string
  capacityBytes: number
  allocation: VolumeAllocation
  backing: { path: string; format: string } | null
}

/** The XML of a new volume, as virsh vol-create-as makes it: https://libvirt.org/formatstorage.html#storage-volume-xml */
export function volumeXml({ name, format, capacityBytes, allocation, backing }: NewVolume): string {
  return element('volume', {}, [
    element('name', {}, name),
    element('capacity', {}, String(capacityBytes)),
    element('allocation', {}, String(allocation === 'full' ? capacityBytes : 0)),
    element('target', {}, [element('format', { type: format })]),
    backing &&
      element('backingStore', {}, [element('path', {}, backing.path), element('format', { type: backing.format })]),
  ])
}

/** A volume's XML under another name: all that virsh vol-clone changes. */
export function renamedVolumeXml(xml: string, name: string): string {
  const document = parseXml(xml)
  const named = find(document.documentElement, 'name')
  if (named) named.textContent = name
  return serializeXml(document)
}

/**
 * The volume that virt-clone makes of one: of the original only its size, format and mode; a qcow2 one gets lazy reference
 * counts, as all that virtinst makes (StorageVolume.validate in its storage.py).
 */
export function virtCloneVolumeXml(xml: string, name: string): string {
  const root = parseRoot(xml)
  const format = attribute(root, 'target/format', 'type')
  const mode = text(root, 'target/permissions/mode')
  return element('volume', {}, [
    element('name', {}, name),
    element('capacity', {}, text(root, 'capacity') ?? '0'),
    element('allocation', {}, text(root, 'allocation') ?? '0'),
    element('target', {}, [
      format === null ? null : element('format', { type: format }),
      mode === null ? null : element('permissions', {}, [element('mode', {}, mode)]),
      format === 'qcow2' ? element('features', {}, [element('lazy_refcounts', {})]) : null,
    ]),
  ])
}

/** What volume XML says beyond the calls. */
export function readVolumeFacts(xml: string) {
  const root = parseRoot(xml)
  return {
    path: text(root, 'target/path'),
    format: attribute(root, 'target/format', 'type'),
    backingPath: text(root, 'backingStore/path'),
    backingFormat: attribute(root, 'backingStore/format', 'type'),
    permissions: readPermissions(root),
  }
}

export function readPermissions(root: Element): StoragePermissions | null {
  const mode = text(root, 'target/permissions/mode')
  if (mode === null) return null
  return {
    mode,
    owner: number(text(root, 'target/permissions/owner')) ?? -1,
    group: number(text(root, 'target/permissions/group')) ?? -1,
  }
}
