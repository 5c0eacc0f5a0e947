import type { Domain } from '../types.ts'
import { readCloneFacts } from '../xml/clone-facts.ts'
import { checkMac, sameMac } from './check-nic.ts'
import { checkName } from './check-name.ts'
import { checkStorageName } from './check-storage-name.ts'
import type { CloneDisk, CloneForm } from './clone-commands.ts'
import { cloneError } from './clone-error.ts'
import type { FieldError } from './field-error.ts'

export interface CloneSurroundings {
  domain: Domain
  domains: readonly Domain[]
  volumes: readonly { pool: string; name: string; path: string; allocationBytes: number }[]
  pools: readonly { name: string; availableBytes: number }[]
}

/**
 * Everything wrong with a clone that is asked for, by field (name, disks.<n>, macs.<n>, vm). Codes: clone.runs, .transient,
 * .disks-changed, .volume-gone, .linked-format, .volume-space, .same-volume, .no-space, .macs-all, .mac-twice, and those of a new VM's, volume's and
 * NIC's.
 */
export function checkClone(form: CloneForm, around: CloneSurroundings): FieldError[] {
  const { domain } = around
  const facts = readCloneFacts(domain.inactiveXml ?? '<domain/>')
  return [
    ...(domain.id === null ? [] : [cloneError('vm', 'runs', { vm: domain.name })]),
    ...(domain.inactiveXml === null ? [cloneError('vm', 'transient', { vm: domain.name })] : []),
    ...checkName(
      form.name,
      around.domains.map(({ name }) => name),
      // virt-clone takes no space in a name, as virt-install.
      true,
    ),
    ...(facts.disks.map(({ target }) => target).join() === form.disks.map(({ target }) => target).join()
      ? form.disks.flatMap((disk, index) => checkDisk(disk, index, form, around))
      : [cloneError('disks', 'disks-changed', { vm: domain.name })]),
    ...checkMacs(form.macs, facts.macs.length, around),
    ...checkSpace(form, around),
  ]
}

function checkDisk({ way, volume, format }: CloneDisk, index: number, form: CloneForm, around: CloneSurroundings) {
  const field = `disks.${index}`
  if (way === 'share') return []
  if (!volume) return [cloneError(field, 'not-in-pool')]
  const own = around.volumes.find(({ pool, name }) => pool === volume.pool && name === volume.name)
  if (!own) return [cloneError(field, 'volume-gone', { volume: volume.name, pool: volume.pool })]
  if (way === 'linked' && format === null) return [cloneError(field, 'linked-format')]
  const names = around.volumes.filter(({ pool }) => pool === volume.pool).map(({ name }) => name)
  const twice = form.disks.some(
    (other, at) =>
      at < index &&
      other.way !== 'share' &&
      other.volume?.pool === volume.pool &&
      other.volume.newName === volume.newName,
  )
  const [wrong] = checkStorageName('newName', volume.newName, names)
  if (wrong) return [{ ...wrong, field }]
  if (volume.newName.includes(' ')) return [cloneError(field, 'volume-space')]
  return twice ? [cloneError(field, 'same-volume', { volume: volume.newName })] : []
}

function checkMacs(macs: readonly string[], nics: number, { domains }: CloneSurroundings): FieldError[] {
  if (macs.length === 0) return []
  // virt-clone gives them out in order, to all or none.
  if (macs.length !== nics) return [cloneError('macs', 'macs-all', { nics })]
  return macs.flatMap((mac, index) => {
    const field = `macs.${index}`
    const [wrong] = checkMac(mac, { domains }, null)
    if (wrong) return [{ ...wrong, field }]
    return macs.slice(0, index).some((other) => sameMac(other, mac)) ? [cloneError(field, 'mac-twice', { mac })] : []
  })
}

function checkSpace({ disks }: CloneForm, { volumes, pools }: CloneSurroundings): FieldError[] {
  return pools.flatMap(({ name: pool, availableBytes }) => {
    const copied = disks.flatMap(({ way, volume }, index) => {
      const own = volumes.find((one) => one.pool === volume?.pool && one.name === volume.name)
      return way === 'full' && volume?.pool === pool && own ? [{ index, bytes: own.allocationBytes }] : []
    })
    const needed = copied.reduce((sum, { bytes }) => sum + bytes, 0)
    const last = copied.at(-1)
    return last && needed > availableBytes ? [cloneError(`disks.${last.index}`, 'no-space', { pool })] : []
  })
}
