import type { When } from '../domain-devices.ts'
import type { DiskSpec, DiskTuning } from '../xml/device-disk.ts'
import type { NicSource } from '../xml/device-interface.ts'
import type { DeviceSpec, DeviceSpecKind } from '../xml/device-spec.ts'
import type { VolumeForm } from './volume-form.ts'

/** What the widgets ask for, each with everything that its command says. */

/** `source` is where a new volume will be, too. */
export interface DiskAttach extends When, DiskSpec {
  vm: string
  /** Made first; it stays only if it could be attached. */
  create: VolumeForm | null
}

export interface DiskDetach extends When {
  vm: string
  target: string
  /** The volume to be deleted with it. */
  remove: { pool: string; volume: string } | null
}

/** What is kept changes; what runs keeps its disk as it is. What is not mentioned stays. */
export interface DiskEdit {
  vm: string
  target: string
  tuning: Partial<DiskTuning>
  /** Another bus brings another target. */
  move: { bus: string; target: string } | null
}

export interface CdromChange extends When {
  vm: string
  target: string
  source: string
  /** Also against a guest that has locked the tray. */
  force: boolean
}

export type CdromEject = Omit<CdromChange, 'source'>

export interface NicAttach extends When {
  vm: string
  source: NicSource
  model: string
  mac: string | null
}

export interface NicEdit extends When {
  vm: string
  /** Which NIC. */
  mac: string
  source?: NicSource
  model?: string
  newMac?: string
}

export interface NicDetach {
  vm: string
  mac: string
  /** What it is plugged into where it is to go: what runs and what is kept may differ. */
  types: { live?: string; config?: string }
}

export interface NicLink extends When {
  vm: string
  mac: string
  up: boolean
}

export interface DeviceAdd extends When {
  vm: string
  device: DeviceSpec
}

export interface DeviceEdit {
  vm: string
  /** Its number among the devices of its kind that are kept, from 1 on. */
  number: number
  device: DeviceSpec
}

export interface DeviceRemove {
  vm: string
  /** Name of its element. */
  kind: DeviceSpecKind | 'hostdev' | 'smartcard' | 'disk' | 'graphics'
  /** libvirt's name of it in what runs; null: what runs keeps it. */
  alias: string | null
  /** As in DeviceEdit; null: what is kept keeps it. */
  number: number | null
}
