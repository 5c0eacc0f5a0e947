import { expect, it } from 'vitest'
import type { VolumeView } from '#lib/gateway/protocol.ts'
import type { Domain } from '#lib/virt/types.ts'
import { chainOf, suggestCloneName, toForm } from './clone-draft.ts'

const volume = (name: string, backingPath: string | null = null) =>
  ({ pool: 'p', name, path: `/p/${name}`, backingPath, capacityBytes: 5 }) as Partial<VolumeView> as VolumeView
const domain = {
  name: 'demo',
  inactiveXml: `<domain><name>demo</name><devices>
    <disk type='file' device='disk'><driver type='qcow2'/><source file='/p/demo.qcow2'/><target dev='vda'/></disk>
    <disk type='volume' device='disk'><driver type='raw'/><source pool='p' volume='data.img'/><target dev='vdb'/></disk>
    <disk type='file' device='disk'><driver type='raw'/><source file='/elsewhere'/><target dev='vdc'/></disk>
    <disk type='file' device='cdrom'><target dev='sda'/><readonly/></disk>
    <interface type='network'><mac address='52:54:00:00:00:01'/></interface>
    <interface type='network'><mac address='52:54:00:00:00:02'/></interface></devices></domain>`,
} as Partial<Domain> as Domain
const volumes = [volume('demo.qcow2', '/p/base'), volume('data.img'), volume('base')]

it('names a clone as virt-clone does', () => {
  expect(suggestCloneName('demo', [])).toBe('demo-clone')
  expect(suggestCloneName('demo-clone', ['demo-clone'])).toBe('demo-clone1')
})

it('makes a volume of each disk that has one; a drive and a disk of no pool are shared', () => {
  const { disks } = toForm({ name: 'new', ways: { vdb: 'linked' }, volumes: {}, macs: [] }, domain, volumes, [])
  expect(disks.map(({ target, way, volume }) => [target, way, volume?.newPath ?? null])).toEqual([
    ['vda', 'full', '/p/new.qcow2'],
    ['vdb', 'linked', '/p/data-clone.qcow2'],
    ['vdc', 'share', null],
    ['sda', 'share', null],
  ])
  expect(disks.map(({ alwaysShared }) => alwaysShared)).toEqual([false, false, false, true])
})

it('gives every NIC a MAC, or none', () => {
  const form = (macs: string[]) => toForm({ name: 'n', ways: {}, volumes: {}, macs }, domain, volumes, ['a', 'b']).macs
  expect(form(['', ''])).toEqual([])
  expect(form(['', 'typed'])).toEqual(['a', 'typed'])
})

it('follows a chain, and a ring of files once', () => {
  expect(chainOf(volumes[0] as VolumeView, volumes)).toEqual(['/p/demo.qcow2', '/p/base'])
  expect(chainOf(volume('a', '/p/b'), [volume('b', '/p/a')])).toEqual(['/p/a', '/p/b'])
})
