import { readFileSync } from 'node:fs'
import path from 'node:path'
import { createTwoFilesPatch } from 'diff'
import { describe, expect, it } from 'vitest'
import { editBoot, editCpu, editMemoryBacking, editTopology, removeTopology } from './edit-hardware.ts'
import { XmlDocument, type XmlElement } from './edit.ts'
import { readHardwareFacts } from './hardware-facts.ts'

const rich = readFileSync(path.resolve(import.meta.dirname, '../../../tests/fixtures/xml/rich.xml'), 'utf8')
/** What libvirt would drop or reorder, were it asked: each edit is to leave it. */
const odd = rich
  .replace('<devices>', '<!-- ours -->\n  <future a="1"  b=\'2\'><deep/></future>\n  <devices>')
  .replace("<domain type='qemu'", '<domain  type="qemu"')

/** The lines that an edit takes away and puts in. */
function changed(edit: (root: XmlElement) => unknown): string[] {
  const document = new XmlDocument(odd)
  edit(document.root)
  const patch = createTwoFilesPatch('', '', odd, document.toString(), '', '', { context: 0 })
  return patch
    .split('\n')
    .filter((line) => /^[-+](?![-+])/.test(line))
    .map((line) => line.replace(/\s+/g, ' '))
}

const vda = { element: 'disk', key: 'vda', index: 1 } as const
const nic = { element: 'interface', key: '52:54:00:11:22:33', index: 1 } as const

describe('edits of a VM touch nothing else', () => {
  it('a custom model', () =>
    expect(changed((root) => editCpu(root, { mode: 'custom', name: 'Nehalem' }))).toEqual([
      "- <model fallback='forbid'>qemu64</model>",
      "+ <model fallback='forbid'>Nehalem</model>",
    ]))

  it('host-passthrough', () =>
    expect(changed((root) => editCpu(root, { mode: 'host-passthrough' }))).toEqual([
      "- <cpu mode='custom' match='exact' check='none'>",
      "- <model fallback='forbid'>qemu64</model>",
      '- </cpu>',
      "+ <cpu mode='host-passthrough' match='exact'/>",
    ]))

  it('a topology, and none again', () => {
    const topology = { sockets: 1, cores: 2, threads: 2 }
    expect(changed((root) => editTopology(root, { current: 2, maximum: 4, topology }))).toEqual([
      "- <vcpu placement='static' current='1'>4</vcpu>",
      "+ <vcpu placement='static' current='2'>4</vcpu>",
      "+ <topology sockets='1' cores='2' threads='2'/>",
    ])
    expect(
      changed((root) => {
        editTopology(root, { current: 1, maximum: 4, topology })
        removeTopology(root)
      }),
    ).toEqual([])
  })

  it('locked memory without sharing, and neither again', () => {
    expect(changed((root) => editMemoryBacking(root, { locked: true, noSharePages: true }))).toEqual([
      '+ <memoryBacking>',
      '+ <locked/>',
      '+ <nosharepages/>',
      '+ </memoryBacking>',
    ])
    expect(
      changed((root) => {
        editMemoryBacking(root, { locked: true })
        editMemoryBacking(root, { locked: false })
      }),
    ).toEqual([])
  })

  it('a boot order of devices in place of the one by kind', () =>
    expect(changed((root) => editBoot(root, { vm: 'rich', order: [nic, vda], menu: true }))).toEqual([
      "- <boot dev='hd'/>",
      "- <boot dev='cdrom'/>",
      "+ <bootmenu enable='yes'/>",
      "+ <boot order='2'/>",
      "+ <boot order='1'/>",
    ]))

  it('names a device that is not where it was', () =>
    expect(editBoot(new XmlDocument(odd).root, { vm: 'rich', order: [{ ...vda, index: 2 }] })).toMatchObject({
      key: 'vda',
    }))

  it('direct kernel boot, whatever its arguments are', () =>
    expect(
      changed((root) =>
        editBoot(root, { vm: 'rich', kernel: { kernel: '/a]]>', initrd: '', cmdline: `</cmdline><x a="'">&` } }),
      ),
    ).toEqual(['+ <kernel>/a]]&gt;</kernel>', `+ <cmdline>&lt;/cmdline&gt;&lt;x a="'"&gt;&amp;</cmdline>`]))
})

describe('facts of a VM', () => {
  it('are read', () =>
    expect(readHardwareFacts(new XmlDocument(rich).root)).toMatchObject({
      title: 'a <rich> one',
      vcpus: 1,
      vcpusMax: 4,
      cpu: { mode: 'custom', name: 'qemu64' },
      topology: null,
      memoryMaxKiB: 131072,
      firmware: 'bios',
      balloon: 'virtio',
      boot: { byKind: true, menu: false, kernel: null },
    }))

  it('tell the first device of each kind that the order by kind means', () =>
    expect(
      readHardwareFacts(new XmlDocument(rich).root).boot.devices.map(({ device, place }) => [device.key, place]),
    ).toEqual([
      ['vda', 1],
      ['sda', 2],
      ['vdb', null],
      ['52:54:00:11:22:33', null],
      ['52:54:00:44:55:66', null],
      ['1', null],
    ]))
})
