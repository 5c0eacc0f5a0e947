import { expect, it } from 'vitest'
import { usersOfVolume } from './volume-users.ts'

const volume = { pool: 'default', name: 'a.qcow2', path: '/images/a.qcow2', backingPath: null }
const vm = (disk: string) => `<domain><devices><disk type='file' device='disk'>${disk}</disk></devices></domain>`
const off = (disk: string) => [{ name: 'web', id: null, liveXml: null, inactiveXml: vm(disk) }]
const target = `<target dev='vda' bus='virtio'/>`

it.each([
  ['by its file', `<source file='/images/a.qcow2'/>${target}`, false],
  ['by its pool', `<source pool='default' volume='a.qcow2'/>${target}`, false],
  [
    'behind another one',
    `<source file='/images/top.qcow2'/><backingStore type='file'><source file='/images/mid.qcow2'/>` +
      `<backingStore type='file'><source file='/images/a.qcow2'/></backingStore></backingStore>${target}`,
    true,
  ],
  [
    'as what is being copied to',
    `<source file='/images/b'/><mirror><source file='/images/a.qcow2'/></mirror>${target}`,
    false,
  ],
])('a VM that is off has it %s', (_how, disk, behind) => {
  const [user, ...more] = usersOfVolume(volume, off(disk), [])
  expect(user).toEqual({
    kind: 'vm',
    name: 'web',
    target: 'vda',
    device: 'disk',
    running: false,
    readonly: false,
    behind,
  })
  expect(more).toEqual([])
})

it('another one of the same name in another pool is nobody of ours', () => {
  expect(usersOfVolume(volume, off(`<source pool='other' volume='a.qcow2'/>${target}`), [])).toEqual([])
})

it('it runs with it only if its live XML says so', () => {
  const xml = vm(`<source file='/images/a.qcow2'/>${target}`)
  const running = { name: 'web', id: 3, liveXml: xml, inactiveXml: xml }
  expect(usersOfVolume(volume, [running], [])).toMatchObject([{ running: true }])
  const attachedForLater = { ...running, liveXml: vm('') }
  expect(usersOfVolume(volume, [attachedForLater], [])).toMatchObject([{ running: false }])
})

it('linked volumes need it', () => {
  const linked = { pool: 'other', name: 'l.qcow2', path: '/other/l.qcow2', backingPath: '/images/a.qcow2' }
  expect(usersOfVolume(volume, [], [linked, volume])).toEqual([{ kind: 'volume', name: 'l.qcow2', pool: 'other' }])
})
