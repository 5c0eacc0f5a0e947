import { describe, expect, it } from 'vitest'
import { XmlDocument } from './edit.ts'

const odd = `<?xml version="1.0"?>
<!-- mine & yours -->
<domain type='qemu' xmlns:qemu="http://libvirt.org/schemas/domain/qemu/1.0">
  <name>a&amp;b</name>
  <metadata><x:note  xmlns:x = "urn:x"  level="1">  keep <b/>\tme </x:note></metadata>
  <vcpu placement='static'  current="1" >2</vcpu >
  <devices>
    <!-- <disk/> is not one -->
    <disk type='file'><target dev='vda'/></disk>
    <future unknown='yes'/>

    <disk type='file'><target dev='vdb'/></disk>
  </devices>
  <qemu:commandline>
    <qemu:arg value='-cpu'/><![CDATA[<raw>]]>
  </qemu:commandline>
</domain>
`

const edited = (change: (document: XmlDocument) => void) => {
  const document = new XmlDocument(odd)
  change(document)
  return document.toString()
}

describe('lossless editing', () => {
  it('changes nothing when nothing is changed', () => expect(new XmlDocument(odd).toString()).toBe(odd))

  it('changes the value of an attribute and nothing else', () =>
    expect(edited(({ root }) => root.find('vcpu')?.set('current', 2))).toBe(odd.replace('current="1"', 'current="2"')))

  it('changes a text and nothing else', () =>
    expect(edited(({ root }) => root.find('vcpu')?.setText(4))).toBe(odd.replace('>2</vcpu', '>4</vcpu')))

  it('leaves a value that is the same as it was written', () =>
    expect(edited(({ root }) => root.find('name')?.setText('a&b'))).toBe(odd))

  it('takes an element away with its line', () =>
    expect(edited(({ root }) => root.find('devices/future')?.remove())).toBe(
      odd.replace("\n    <future unknown='yes'/>", ''),
    ))

  it('puts an element behind its like, indented as these', () =>
    expect(edited(({ root }) => root.find('devices')?.addXml("<disk a='1'/>", { after: ['disk'] }))).toBe(
      odd.replace("dev='vdb'/></disk>", "dev='vdb'/></disk>\n    <disk a='1'/>"),
    ))

  it('opens an element that was closed in itself', () =>
    expect(edited(({ root }) => root.find('devices/future')?.add('a').setText('1'))).toBe(
      odd.replace("<future unknown='yes'/>", "<future unknown='yes'>\n      <a>1</a>\n    </future>"),
    ))

  it('closes one again whose last child goes', () => {
    const document = new XmlDocument('<a>\n  <b>\n    <c/>\n  </b>\n</a>')
    document.root.find('b/c')?.remove()
    expect(document.toString()).toBe('<a>\n  <b/>\n</a>')
  })

  it('puts one before another', () => {
    const document = new XmlDocument('<a>\n  <b/>\n  <c/>\n</a>')
    const [b, c] = document.root.elements() as [never, never]
    ;(c as typeof document.root).moveBefore(b)
    expect(document.toString()).toBe('<a>\n  <c/>\n  <b/>\n</a>')
  })

  it.each([`]]><x/>`, `' onload='`, `"><disk/>`, '&amp;', '</name><disk/>', '😀 中文', 'a\nb'])(
    'takes %j as the text that it is',
    (hostile) => {
      const document = new XmlDocument(odd)
      document.root.find('name')?.setText(hostile)
      document.root.find('vcpu')?.set('current', hostile).set('fresh', hostile)
      const again = new XmlDocument(document.toString()).root
      expect(again.elements().length).toBe(new XmlDocument(odd).root.elements().length)
      expect(again.find('name')?.text).toBe(hostile)
      expect(again.find('vcpu')?.get('current')).toBe(hostile)
      expect(again.find('vcpu')?.get('fresh')).toBe(hostile)
    },
  )

  it.each(['\u0000', 'a\u001bb', '\uffff'])('refuses %j, which XML cannot hold', (bad) =>
    expect(() => new XmlDocument(odd).root.find('name')?.setText(bad)).toThrow(
      expect.objectContaining({ code: 'xml.bad-character' }),
    ),
  )

  it.each([
    ['<a>\n <b>\n</a>', 3],
    ['<a>\n', 1],
    ['<a x=1/>', 1],
    ['<a>\n<b x="1" x="2"/></a>', 2],
    ['<a>\nfish & chips</a>', 2],
    ['<a/>\n<b/>', 2],
    ['', 1],
    ['<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>', 1],
    ['<a>&e;</a>', 1],
    ['<a b="\n<"/>', 1],
  ])('refuses %j at line %i', (bad, line) =>
    expect(() => new XmlDocument(bad)).toThrow(
      expect.objectContaining({ code: 'xml.not-well-formed', params: expect.objectContaining({ line }) }),
    ),
  )
})
