import { attachDevice, detachDevice, type When, updateDevice } from '#lib/virt/domain-devices.ts'
import { checkDiskAttach, checkDiskDetach, checkDiskEdit, checkIsVolume } from '#lib/virt/commands/check-disk.ts'
import { diskEditProperties } from '#lib/virt/commands/device-commands.ts'
import type { CdromChange, CdromEject, DiskAttach, DiskDetach, DiskEdit } from '#lib/virt/commands/device-input.ts'
import type { VolumeForm } from '#lib/virt/commands/volume-form.ts'
import type { Libvirt } from '#lib/virt/connect.ts'
import type { Domain } from '#lib/virt/types.ts'
import { createVolume, deleteVolume } from '#lib/virt/volume-lifecycle.ts'
import { diskProperties, readDisks } from '#lib/virt/xml/device-disk.ts'
import { deviceXml, setProperties } from '#lib/virt/xml/device-properties.ts'
import type { XmlElement } from '#lib/virt/xml/edit.ts'
import { volumeXml } from '#lib/virt/xml/volume-xml.ts'
import { readDeviceSurroundings, refuse } from './device-surroundings.ts'
import { editKept, findElement, notThere, readKept } from './edit-config.ts'
import { explained } from './explain.ts'
import { unplug } from './unplug.ts'

const withTarget = (target: string) => (disk: XmlElement) => disk.find('target')?.get('dev') === target

/** Plugs a disk in; a volume that was made for it does not outlive a refusal. */
export async function attachDisk(input: DiskAttach, lv: Libvirt, signal: AbortSignal): Promise<void> {
  const around = await readDeviceSurroundings(lv, input.vm)
  refuse(checkDiskAttach(input, around))
  const xml = deviceXml('disk', diskProperties(input))
  const attach = () => explained(attachDevice(lv, { ...keyOf(around.domain), xml, when: whenOf(input) }))
  if (!input.create) return attach()
  await createFrom(lv, input.create)
  try {
    signal.throwIfAborted()
    await attach()
  } catch (error) {
    await deleteVolume(lv, { pool: input.create.pool, name: input.create.volume })
    throw error
  }
}

/** Unplugs a disk; its volume, if it is to go, goes last. What is kept stays as it was if a guest does not let go. */
export async function detachDisk(input: DiskDetach, lv: Libvirt): Promise<void> {
  const { target, live, config, remove } = input
  const around = await readDeviceSurroundings(lv, input.vm)
  refuse(checkDiskDetach(input, around))
  const { domain } = around
  const key = keyOf(domain)
  const kept = config ? elementText(await readKept(lv, key), target) : null
  if (live) await unplug(lv, key, aliasOf(domain, target))
  if (kept) await explained(detachDevice(lv, { ...key, xml: kept, when: configOnly }))
  if (!remove) return
  try {
    await deleteVolume(lv, { pool: remove.pool, name: remove.volume })
  } catch (error) {
    // The running VM's is gone from its guest; what it starts with the next time is as before.
    if (kept) await attachDevice(lv, { ...key, xml: kept, when: configOnly })
    throw error
  }
}

export async function editDisk(input: DiskEdit, lv: Libvirt): Promise<void> {
  const around = await readDeviceSurroundings(lv, input.vm)
  refuse(checkDiskEdit(input, around))
  const edit = (disk: XmlElement) => setProperties(disk, diskEditProperties(input))
  const { target } = input
  await explained(
    editKept(lv, keyOf(around.domain), { name: 'disk', device: target, matches: withTarget(target), edit }),
  )
}

export async function changeMedium(input: CdromChange, lv: Libvirt): Promise<void> {
  const around = await readDeviceSurroundings(lv, input.vm)
  refuse(checkIsVolume(input.source, around))
  await setMedium(lv, around.domain, input, input.source)
}

export async function ejectMedium(input: CdromEject, lv: Libvirt): Promise<void> {
  const { domain } = await readDeviceSurroundings(lv, input.vm)
  await setMedium(lv, domain, input, null)
}

const configOnly: When = { live: false, config: true }

async function setMedium(lv: Libvirt, domain: Domain, input: CdromEject, source: string | null): Promise<void> {
  // As virsh: for both, from what is kept, so that nothing of what runs gets into it.
  const xml = (input.config ? domain.inactiveXml : domain.liveXml) ?? '<domain/>'
  const drive = findElement(xml, 'disk', input.target, withTarget(input.target))
  if (!['cdrom', 'floppy'].includes(drive.get('device') ?? 'disk')) throw notThere(input.target)
  drive.find('source')?.remove()
  drive.set('type', 'file')
  if (source !== null) drive.ensure('source').set('file', source)
  await explained(
    updateDevice(lv, { ...keyOf(domain), xml: drive.toString(), when: whenOf(input), force: input.force }),
  )
}

async function createFrom(lv: Libvirt, form: VolumeForm): Promise<void> {
  const { pool, volume, format, capacityBytes, allocation } = form
  const xml = volumeXml({ name: volume, format, capacityBytes, allocation, backing: null })
  // As --prealloc-metadata: see volumeCreateCommand.
  const preallocateMetadata = allocation === 'metadata' || (allocation === 'full' && format === 'qcow2')
  await createVolume(lv, { pool, xml, preallocateMetadata })
}

function elementText(xml: string, target: string): string {
  return findElement(xml, 'disk', target, withTarget(target)).toString()
}

function aliasOf({ liveXml }: Domain, target: string): string {
  const alias = liveXml ? readDisks(liveXml).find((disk) => disk.target === target)?.alias : null
  if (!alias) throw notThere(target)
  return alias
}

export function keyOf({ uuid, name }: Domain): Pick<Domain, 'uuid' | 'name'> {
  return { uuid, name }
}

export function whenOf({ live, config }: When): When {
  return { live, config }
}
