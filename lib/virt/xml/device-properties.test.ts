import { describe, expect, it } from 'vitest'
import { deviceXml, setProperties } from './device-properties.ts'
import { freeTarget, readDisks } from './device-disk.ts'
import { macProblem, randomMac } from './device-interface.ts'
import { XmlDocument } from './edit.ts'

describe('properties of a device', () => {
  it('escape whatever they hold', () => {
    const serial = `'/><evil a="&`
    const xml = deviceXml('disk', [
      { option: 'path', path: 'source@file', value: serial },
      { option: 'serial', path: 'serial', value: serial },
    ])
    const { root } = new XmlDocument(xml)
    expect(root.elements().map(({ name }) => name)).toEqual(['source', 'serial'])
    expect(root.find('source')?.get('file')).toBe(serial)
    expect(root.find('serial')?.text).toBe(serial)
  })

  it('leave what they do not name, and take empty elements away', () => {
    const { root } = new XmlDocument(
      "<rng model='virtio' x='1'><rate bytes='1' period='2'/><!-- kept --><backend model='random'>/dev/urandom</backend></rng>",
    )
    setProperties(root, [
      { option: 'rate.bytes', path: 'rate@bytes', value: null },
      { option: 'rate.period', path: 'rate@period', value: null },
      { option: 'backend.model', path: 'backend@model', value: 'builtin' },
      { option: 'backend', path: 'backend/text()', value: null },
    ])
    expect(root.toString()).toBe("<rng model='virtio' x='1'><!-- kept --><backend model='builtin'></backend></rng>")
  })
})

describe('targets', () => {
  it('are the first free ones of their bus, beyond z too', () => {
    const all = Array.from({ length: 26 }, (_, n) => `vd${String.fromCharCode(97 + n)}`)
    expect(freeTarget('virtio', [])).toBe('vda')
    expect(freeTarget('sata', ['sda', 'vdb'])).toBe('sdb')
    expect(freeTarget('ide', ['hda'])).toBe('hdb')
    expect(freeTarget('virtio', all)).toBe('vdaa')
  })

  it('are read with whatever a disk has for a source', () => {
    const disk = (type: string, source: string) =>
      readDisks(`<domain><devices><disk type='${type}'>${source}<target dev='vda'/></disk></devices></domain>`)[0]
        ?.source
    expect(disk('volume', "<source pool='p' volume='v'/>")).toBe('p/v')
    expect(disk('block', "<source dev='/dev/sdb'/>")).toBe('/dev/sdb')
    expect(disk('network', "<source protocol='nbd' name='n'/>")).toBe('n')
    expect(disk('file', '')).toBeNull()
  })
})

describe('a MAC', () => {
  it('is six bytes of one card', () => {
    expect(macProblem(randomMac())).toBeNull()
    expect(macProblem('52:54:00:AA:bb:cc')).toBeNull()
    expect(macProblem('52-54-00-aa-bb-cc')).toBe('format')
    expect(macProblem('52:54:00:aa:bb:cc\n')).toBe('format')
    expect(macProblem('33:33:00:00:00:01')).toBe('multicast')
    expect(macProblem('00:00:00:00:00:00')).toBe('zero')
  })
})
