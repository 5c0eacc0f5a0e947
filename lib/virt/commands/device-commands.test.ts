import { describe, expect, it } from 'vitest'
import { commandText } from './command.ts'
import {
  deviceAddCommand,
  deviceRemoveCommand,
  diskAttachCommand,
  diskEditCommand,
  nicDetachCommand,
  nicEditCommand,
  nicLinkCommand,
} from './device-commands.ts'

const disk = {
  vm: 'web',
  device: 'disk',
  sourceType: 'file',
  source: "/pool/a 'b'.qcow2",
  format: 'qcow2',
  target: 'vdb',
  bus: 'virtio',
  cache: null,
  io: null,
  discard: null,
  readonly: false,
  shareable: false,
  serial: null,
  create: null,
  live: true,
  config: true,
} as const

describe('the line a person would type', () => {
  it('is virsh where virsh has the words, else virt-xml', () => {
    expect(commandText(diskAttachCommand(disk))).toBe(
      `virsh attach-disk web '/pool/a '\\''b'\\''.qcow2' vdb --targetbus virtio --subdriver qcow2 --live --config`,
    )
    expect(commandText(diskAttachCommand({ ...disk, source: '/p/a,b', discard: 'unmap', config: false }))).toBe(
      `virt-xml web --add-device --disk 'type=file,device=disk,path="/p/a,b",driver.type=qcow2,target.dev=vdb,target.bus=virtio,driver.discard=unmap' --update --no-define`,
    )
  })

  it('names only what changes, and empties what is taken away', () => {
    const edit = {
      vm: 'web',
      target: 'vda',
      tuning: { cache: null, readonly: true },
      move: { bus: 'sata', target: 'sda' },
    }
    expect(commandText(diskEditCommand(edit))).toBe(
      'virt-xml web --edit target=vda --disk driver.cache=,readonly=on,target.bus=sata,target.dev=sda,xpath.delete=./address',
    )
  })

  it('plugs a NIC elsewhere', () => {
    const source = { type: 'direct', name: 'eth0', mode: 'bridge' } as const
    expect(commandText(nicEditCommand({ vm: 'web', mac: 'm', source, live: false, config: true }))).toBe(
      'virt-xml web --edit mac=m --network type=direct,source=eth0,source.mode=bridge',
    )
  })

  it('is one line where both definitions are alike, else two', () => {
    const nic = { vm: 'web', mac: 'm' }
    expect(nicDetachCommand({ ...nic, types: { live: 'network', config: 'network' } })).toHaveLength(1)
    expect(commandText(nicDetachCommand({ ...nic, types: { live: 'network', config: 'bridge' } }))).toBe(
      'virsh detach-interface web network --mac m --live &&\nvirsh detach-interface web bridge --mac m --config',
    )
    expect(commandText(nicLinkCommand({ ...nic, up: false, live: true, config: true }))).toBe(
      'virsh domif-setlink web m down &&\nvirsh domif-setlink web m down --config',
    )
  })

  it('adds and removes any device', () => {
    const device = { kind: 'vsock', cid: null } as const
    expect(commandText(deviceAddCommand({ vm: 'web', device, live: false, config: true }))).toBe(
      'virt-xml web --add-device --vsock model=virtio,cid.auto=on',
    )
    expect(commandText(deviceRemoveCommand({ vm: 'web', kind: 'rng', alias: 'rng0', number: 2 }))).toBe(
      'virsh detach-device-alias web rng0 --live &&\nvirt-xml web --remove-device --rng 2',
    )
  })
})
