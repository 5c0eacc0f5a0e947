import { parseRoot } from './document.ts'
import { attribute, children, find, firstAttribute, text } from './query.ts'

/** A disk of the VM to clone. */
export interface CloneSource {
  target: string
  device: string
  format: string | null
  /** Its file or device; of one that names a volume, see `volume`. Both null for an empty drive. */
  path: string | null
  volume: { pool: string; name: string } | null
  /** It is never written to, or made to be shared: the clone has the same one, as virt-clone does it. */
  alwaysShared: boolean
}

export interface CloneFacts {
  disks: CloneSource[]
  macs: string[]
  nvram: string | null
}

/** What of a VM's XML must be its own in a clone. */
export function readCloneFacts(xml: string): CloneFacts {
  const root = parseRoot(xml)
  const devices = find(root, 'devices')
  return {
    disks: children(devices, 'disk').map((disk): CloneSource => {
      const source = find(disk, 'source')
      const [path, pool, name] = [
        firstAttribute(source, ['file', 'dev']),
        source?.getAttribute('pool') ?? null,
        source?.getAttribute('volume') ?? null,
      ]
      const volume = pool !== null && name !== null ? { pool, name } : null
      return {
        target: attribute(disk, 'target', 'dev') ?? '',
        device: disk.getAttribute('device') ?? 'disk',
        format: attribute(disk, 'driver', 'type'),
        path,
        volume,
        alwaysShared:
          (path === null && volume === null) || find(disk, 'readonly') !== null || find(disk, 'shareable') !== null,
      }
    }),
    macs: children(devices, 'interface').map((nic) => attribute(nic, 'mac', 'address') ?? ''),
    nvram: text(root, 'os/nvram'),
  }
}

/** Where virt-clone puts the clone's UEFI variables. */
export function cloneNvramPath(nvram: string, name: string): string {
  const folder = nvram.slice(0, nvram.lastIndexOf('/'))
  const ending = /\.[^./]+$/.exec(nvram)?.[0] ?? '.fd'
  return `${folder}/${name}_VARS${ending}`
}
