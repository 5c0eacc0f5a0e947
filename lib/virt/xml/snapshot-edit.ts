import { XmlDocument } from './edit.ts'
import { element } from './markup.ts'

export interface NewSnapshot {
  name: string
  description: string
  /** A file of its own for the memory. */
  memoryFile: string | null
}

/** The XML of a new snapshot, as virsh snapshot-create-as makes it; the disks are chosen by its flags. */
export function snapshotXml({ name, description, memoryFile }: NewSnapshot): string {
  return element('domainsnapshot', {}, [
    element('name', {}, name),
    description === '' ? null : element('description', {}, description),
    memoryFile === null ? null : element('memory', { file: memoryFile, snapshot: 'external' }),
  ])
}

/** A snapshot's XML with another description, to be defined anew; an empty one takes it away. */
export function describedSnapshotXml(xml: string, description: string): string {
  const document = new XmlDocument(xml)
  const { root } = document
  if (description === '') root.find('description')?.remove()
  else root.ensure('description', { after: ['name'] }).setText(description)
  return document.toString()
}
